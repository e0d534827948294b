// Runs programs: for each class on standard input one, and says on standard output what went wrong with it.

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;

public class Samples {
    public static void main(String[] args) throws Exception {
        PrintStream out = System.out;
        // The programs print, and the SDK logs.
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String wrong = "";
            try {
                Class.forName(line).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
            } catch (InvocationTargetException error) {
                wrong = String.valueOf(error.getCause());
            } catch (ReflectiveOperationException | LinkageError error) {
                wrong = String.valueOf(error);
            }
            out.println(new ObjectMapper().writeValueAsString(wrong));
            out.flush();
        }
        // What the SDK keeps running must not keep us.
        System.exit(0);
    }
}
