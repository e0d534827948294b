// Reads `P <hex pattern>` and `S <hex text>`, one a line; prints whether each text has a match, as 1 or 0. `!` for a pattern that is none.
// With the argument `matches` the whole text must match, as Bean Validation has it.
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

public class Dialect {
  public static void main(String[] arguments) throws Exception {
    boolean whole = arguments.length > 0 && arguments[0].equals("matches");
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    StringBuilder out = new StringBuilder();
    Pattern compiled = null;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String text = new String(HexFormat.of().parseHex(line.substring(2)), StandardCharsets.UTF_8);
      if (line.startsWith("P")) {
        try {
          compiled = Pattern.compile(text);
        } catch (PatternSyntaxException error) {
          compiled = null;
          System.err.println(error.getMessage());
        }
      } else if (compiled == null) {
        out.append("!\n");
      } else {
        var matcher = compiled.matcher(text);
        out.append((whole ? matcher.matches() : matcher.find()) ? "1\n" : "0\n");
      }
    }
    System.out.print(out);
  }
}
