// Says, as lines of JSON, what the vendor's Java SDK sends requests with: operations, and the types that they need.

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.huaweicloud.sdk.apig.v2.ApigMeta;
import com.huaweicloud.sdk.core.http.HttpRequestDef;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

public class Models {
    private static final String OWN = "com.huaweicloud.sdk.apig.v2.model.";
    private static final Map<String, Object> TYPES = new TreeMap<>();
    private static final Map<String, Object> ENUMS = new TreeMap<>();

    public static void main(String[] args) throws Exception {
        Map<String, Object> operations = new TreeMap<>();
        for (Field field : ApigMeta.class.getFields()) {
            if (!HttpRequestDef.class.isAssignableFrom(field.getType())) continue;
            HttpRequestDef<?, ?> each = (HttpRequestDef<?, ?>) field.get(null);
            operations.put(field.getName(), List.of(each.getMethod().name(), each.getUri(), each.getRequestType().getSimpleName()));
            add(each.getRequestType());
        }
        System.out.println(new ObjectMapper().writeValueAsString(Map.of("operations", operations, "types", TYPES, "enums", ENUMS)));
    }

    private static void add(Type type) throws Exception {
        if (type instanceof ParameterizedType) {
            for (Type each : ((ParameterizedType) type).getActualTypeArguments()) add(each);
        }
        if (!(type instanceof Class) || !type.getTypeName().startsWith(OWN)) return;
        Class<?> own = (Class<?>) type;
        if (TYPES.containsKey(nameOf(own)) || ENUMS.containsKey(nameOf(own))) return;
        Map<String, Object> fields = new LinkedHashMap<>();
        if (own.getSimpleName().endsWith("Enum")) {
            Method value = own.getMethod("getValue");
            for (Field each : own.getFields()) fields.put(String.valueOf(value.invoke(each.get(null))), each.getName());
            ENUMS.put(nameOf(own), fields);
            return;
        }
        TYPES.put(nameOf(own), fields);
        for (Field each : own.getDeclaredFields()) {
            JsonProperty named = each.getAnnotation(JsonProperty.class);
            if (named == null && !each.getName().equals("body")) continue;
            String setter = "with" + Character.toUpperCase(each.getName().charAt(0)) + each.getName().substring(1);
            own.getMethod(setter, each.getType());
            fields.put(named == null ? "body" : named.value(), List.of(setter, nameOf(each.getGenericType())));
            add(each.getGenericType());
        }
    }

    /** `VpcCreate.MemberTypeEnum`, `List<MemberInfo>`, `Integer`. */
    private static String nameOf(Type type) {
        return type.getTypeName().replaceAll("[a-z]\\w*\\.", "").replace('$', '.');
    }
}
