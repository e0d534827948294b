"""Calls with the vendor's Python SDK what standard input says, a line of JSON for each call; see ../lib/driver.ts."""

import datetime
import decimal
import json
import sys
from importlib.metadata import version

from huaweicloudsdkapig.v2 import ApigClient
from huaweicloudsdkcore.auth.credentials import BasicCredentials
from huaweicloudsdkcore.sdk_stream_response import SdkStreamResponse

SUFFIX = "_http_info"


class Nothing:
    """Stands for a request: what the SDK tells of an operation does not depend on its fields."""

    attribute_map = {}


def definition(name):
    return getattr(ApigClient, f"_{name}{SUFFIX}")(Nothing())


def understood(value):
    """What the SDK made of a response, with every field that it knows; None where it has nothing."""
    if hasattr(value, "openapi_types"):
        return {wire: understood(getattr(value, name)) for name, wire in value.attribute_map.items()}
    if isinstance(value, list):
        return [understood(each) for each in value]
    if isinstance(value, dict):
        return {name: understood(each) for name, each in value.items()}
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()
    if isinstance(value, decimal.Decimal):
        return float(value)
    return value


def call(access, secret, endpoint, project, name, request, files):
    credentials = BasicCredentials(access, secret, project)
    client = ApigClient.new_builder().with_credentials(credentials).with_endpoint(endpoint).build()
    kind = definition(name)["response_type"].removesuffix("Response") + "Request"
    # The SDK makes its typed models of plain data by what it makes responses with.
    response = getattr(client, name)(client._deserialize(request, kind))
    if isinstance(response, SdkStreamResponse):
        texts = []
        response.consume_download_stream(lambda stream: texts.append(stream.content.decode()))
        return texts[0]
    return understood(response)


def say(answer):
    print(json.dumps(answer), flush=True)


def main(access, secret):
    names = [each[1 : -len(SUFFIX)] for each in dir(ApigClient) if each.endswith(SUFFIX)]
    known = [(name, definition(name)) for name in names]
    operations = [{"name": name, "method": each["method"], "path": each["resource_path"]} for name, each in known]
    say({"version": version("huaweicloudsdkapig"), "operations": operations})
    for line in sys.stdin:
        try:
            say({"response": call(access, secret, **json.loads(line))})
        except Exception as error:  # Whatever it is, it is what a user of the SDK would see.
            say({"error": f"{type(error).__name__}: {error}"})


main(*sys.argv[1:])
