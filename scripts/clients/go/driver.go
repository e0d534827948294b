// Calls with the vendor's Go SDK what standard input says, a line of JSON for each call; see ../lib/driver.ts.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"reflect"
	"runtime/debug"
	"strings"
	"time"

	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/auth/basic"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/exchange"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/sdktime"
	apig "github.com/huaweicloud/huaweicloud-sdk-go-v3/services/apig/v2"
)

type operation struct {
	Name   string `json:"name"`
	Method string `json:"method"`
	Path   string `json:"path"`
}

type order struct {
	Endpoint, Project, Name string
	Request                 json.RawMessage
}

func say(answer any) {
	line, err := json.Marshal(answer)
	if err != nil {
		line, _ = json.Marshal(map[string]string{"error": err.Error()})
	}
	fmt.Println(string(line))
}

func main() {
	say(map[string]any{"version": version(), "operations": operations()})
	lines := bufio.NewReader(os.Stdin)
	for {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			return
		}
		if response, err := call(os.Args[1], os.Args[2], line); err != nil {
			say(map[string]string{"error": err.Error()})
		} else {
			say(map[string]any{"response": response})
		}
	}
}

func version() string {
	info, _ := debug.ReadBuildInfo()
	for _, each := range info.Deps {
		if strings.HasSuffix(each.Path, "/huaweicloud-sdk-go-v3") {
			return each.Version
		}
	}
	return ""
}

// operations are the client's methods; where each goes is told by the invoker that the SDK has for it.
func operations() []operation {
	found := []operation{}
	client := reflect.ValueOf(apig.NewApigClient(nil))
	for index := 0; index < client.NumMethod(); index++ {
		name := client.Type().Method(index).Name
		invoker := client.MethodByName(name + "Invoker")
		if !invoker.IsValid() {
			continue
		}
		request := reflect.New(invoker.Type().In(0).Elem())
		told := invoker.Call([]reflect.Value{request})[0].Elem().FieldByName("Exchange").Interface().(*exchange.SdkExchange)
		found = append(found, operation{name, told.ApiReference.Method, told.ApiReference.Path})
	}
	return found
}

func call(access, secret string, line []byte) (response any, err error) {
	defer func() {
		if panicked := recover(); panicked != nil {
			err = fmt.Errorf("panic: %v", panicked)
		}
	}()
	var order order
	if err := json.Unmarshal(line, &order); err != nil {
		return nil, err
	}
	credentials, err := basic.NewCredentialsBuilder().WithAk(access).WithSk(secret).WithProjectId(order.Project).SafeBuild()
	if err != nil {
		return nil, err
	}
	built, err := apig.ApigClientBuilder().WithEndpoints([]string{order.Endpoint}).WithCredential(credentials).SafeBuild()
	if err != nil {
		return nil, err
	}
	method := reflect.ValueOf(apig.NewApigClient(built)).MethodByName(order.Name)
	request := reflect.New(method.Type().In(0).Elem())
	if err := json.Unmarshal(order.Request, request.Interface()); err != nil {
		return nil, fmt.Errorf("request: %w", err)
	}
	results := method.Call([]reflect.Value{request})
	if err, failed := results[1].Interface().(error); failed {
		return nil, err
	}
	if stream, ok := results[0].Interface().(interface {
		Consume(io.Writer) (int64, error)
	}); ok {
		var text strings.Builder
		_, err := stream.Consume(&text)
		return text.String(), err
	}
	return understood(results[0]), nil
}

// understood is what the SDK made of a response, with every field that it knows; nil where it has nothing.
func understood(value reflect.Value) any {
	switch value.Kind() {
	case reflect.Pointer, reflect.Interface:
		if value.IsNil() {
			return nil
		}
		return understood(value.Elem())
	case reflect.Slice:
		if value.IsNil() {
			return nil
		}
		list := make([]any, value.Len())
		for index := range list {
			list[index] = understood(value.Index(index))
		}
		return list
	case reflect.Map:
		found := map[string]any{}
		for _, key := range value.MapKeys() {
			found[fmt.Sprint(key.Interface())] = understood(value.MapIndex(key))
		}
		return found
	case reflect.Struct:
		if at, ok := value.Interface().(sdktime.SdkTime); ok {
			return time.Time(at).Format(time.RFC3339Nano)
		}
		// An enumeration: its value is its own, and it is written as such.
		if writer, ok := value.Interface().(json.Marshaler); ok {
			return writer
		}
		found := map[string]any{}
		for index := 0; index < value.NumField(); index++ {
			name, _, _ := strings.Cut(value.Type().Field(index).Tag.Get("json"), ",")
			if name != "-" && name != "" {
				found[name] = understood(value.Field(index))
			}
		}
		return found
	}
	return value.Interface()
}
