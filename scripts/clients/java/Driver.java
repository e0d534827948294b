// Calls with the vendor's Java SDK what standard input says, a line of JSON for each call; see ../lib/driver.ts.

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.huaweicloud.sdk.apig.v2.ApigClient;
import com.huaweicloud.sdk.apig.v2.ApigMeta;
import com.huaweicloud.sdk.core.SdkStreamResponse;
import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.core.http.FormDataFilePart;
import com.huaweicloud.sdk.core.http.HttpRequestDef;
import com.huaweicloud.sdk.core.http.SdkFormDataBody;
import com.huaweicloud.sdk.core.utils.JsonUtils;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

public class Driver {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** The SDK's own logs go to standard output, too. */
    private static final PrintStream OUT = System.out;

    public static void main(String[] args) throws Exception {
        System.setOut(System.err);
        Map<String, HttpRequestDef<?, ?>> definitions = definitions();
        List<Map<String, Object>> operations = new ArrayList<>();
        definitions.forEach((name, each) -> operations.add(
            Map.of("name", name, "method", each.getMethod().name(), "path", each.getUri())));
        say(Map.of("version", version(), "operations", operations));
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Map<String, Object> answer = new LinkedHashMap<>();
            try {
                answer.put("response", call(args[0], args[1], JSON.readTree(line), definitions));
            } catch (InvocationTargetException error) {
                answer.put("error", String.valueOf(error.getCause()));
            } catch (Exception error) {
                answer.put("error", String.valueOf(error));
            }
            say(answer);
        }
        // What the SDK keeps running must not keep us.
        System.exit(0);
    }

    private static void say(Object answer) throws Exception {
        OUT.write((JSON.writeValueAsString(answer) + "\n").getBytes(StandardCharsets.UTF_8));
        OUT.flush();
    }

    /** The version that stands in the name of the SDK's file. */
    private static String version() {
        String file = ApigClient.class.getProtectionDomain().getCodeSource().getLocation().getPath();
        return file.replaceAll(".*-(\\d[\\w.]*)\\.jar", "$1");
    }

    private static Map<String, HttpRequestDef<?, ?>> definitions() throws Exception {
        Map<String, HttpRequestDef<?, ?>> found = new LinkedHashMap<>();
        for (Field field : ApigMeta.class.getFields()) {
            if (HttpRequestDef.class.isAssignableFrom(field.getType())) {
                found.put(field.getName(), (HttpRequestDef<?, ?>) field.get(null));
            }
        }
        return found;
    }

    private static Object call(String access, String secret, JsonNode order, Map<String, HttpRequestDef<?, ?>> definitions)
        throws Exception {
        String name = order.get("name").asText();
        BasicCredentials credentials = new BasicCredentials().withAk(access).withSk(secret)
            .withProjectId(order.get("project").asText());
        ApigClient client = ApigClient.newBuilder().withCredential(credentials)
            .withEndpoint(order.get("endpoint").asText()).build();
        Class<?> type = definitions.get(name).getRequestType();
        Object response = ApigClient.class.getMethod(name, type).invoke(client, request(type, order.get("request")));
        if (response instanceof SdkStreamResponse) {
            StringBuilder text = new StringBuilder();
            ((SdkStreamResponse) response).consumeDownloadStream(stream ->
                new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8)).lines()
                    .forEach(line -> text.append(line).append('\n')));
            return text.toString();
        }
        return understood(response);
    }

    private static Object request(Class<?> type, JsonNode plain) throws Exception {
        JsonNode body = plain.get("body");
        Field field = body == null ? null : type.getDeclaredField("body");
        boolean isForm = field != null && SdkFormDataBody.class.isAssignableFrom(field.getType());
        if (!isForm) return JsonUtils.toObjectIgnoreUnknown(plain.toString(), type);
        Object request = JsonUtils.toObjectIgnoreUnknown(((ObjectNode) plain).without("body").toString(), type);
        field.setAccessible(true);
        field.set(request, form(field.getType(), body));
        return request;
    }

    /** A form, whose files are given by their paths. */
    private static Object form(Class<?> type, JsonNode parts) throws Exception {
        ObjectNode texts = parts.deepCopy();
        for (Field field : type.getDeclaredFields()) {
            if (field.getType() == FormDataFilePart.class) texts.remove(wireName(field));
        }
        Object form = JsonUtils.toObjectIgnoreUnknown(texts.toString(), type);
        for (Field field : type.getDeclaredFields()) {
            if (field.getType() != FormDataFilePart.class) continue;
            String path = parts.get(wireName(field)).asText();
            field.setAccessible(true);
            field.set(form, new FormDataFilePart(new FileInputStream(path), path));
        }
        return form;
    }

    private static String wireName(Field field) {
        JsonProperty named = field.getAnnotation(JsonProperty.class);
        return named == null ? null : named.value();
    }

    /** What the SDK made of a response, with every field that it knows; null where it has nothing. */
    private static Object understood(Object value) throws Exception {
        if (value instanceof List) {
            List<Object> found = new ArrayList<>();
            for (Object each : (List<?>) value) found.add(understood(each));
            return found;
        }
        if (value instanceof Map) {
            Map<Object, Object> found = new LinkedHashMap<>();
            for (Map.Entry<?, ?> each : ((Map<?, ?>) value).entrySet()) {
                found.put(each.getKey(), understood(each.getValue()));
            }
            return found;
        }
        if (value instanceof Temporal) return value.toString();
        if (value == null || value.getClass().getName().startsWith("java.")) return value;
        // An enumeration is written as its value.
        if (value.getClass().getName().endsWith("Enum")) return JsonUtils.getDefaultMapper().valueToTree(value);
        Map<String, Object> found = new LinkedHashMap<>();
        for (Field field : value.getClass().getDeclaredFields()) {
            if (wireName(field) == null || Modifier.isStatic(field.getModifiers())) continue;
            field.setAccessible(true);
            found.put(wireName(field), understood(field.get(value)));
        }
        return found;
    }
}
