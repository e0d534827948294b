# The vendor's Python SDK against a mock: calls all thirteen operations, and prints [operation, status, answer] a line.
# Arguments: the mock's address, access key, secret key, project, instance.
import json
import sys

from huaweicloudsdkapig.v2 import *
from huaweicloudsdkcore.auth.credentials import BasicCredentials
from huaweicloudsdkcore.exceptions.exceptions import ServiceResponseException

endpoint, access, secret, project, instance = sys.argv[1:]
credentials = BasicCredentials(access, secret, project)
apig = ApigClient.new_builder().with_credentials(credentials).with_endpoint(endpoint).build()


def call(operation, request, **fields):
    try:
        answer = getattr(apig, operation)(request(instance_id=instance, **fields))
        status, told = answer.status_code, answer.to_json_object()
    except ServiceResponseException as refusal:
        answer, status, told = None, refusal.status_code, [refusal.error_code, refusal.error_msg, refusal.request_id]
    print(json.dumps([operation, status, told]))
    return answer


check = VpcHealthConfig(protocol="TCP", threshold_normal=2, threshold_abnormal=2, time_interval=10, timeout=5)
settings = {"port": 80, "balance_strategy": 1, "member_type": "ip", "vpc_health_config": check}
channel = VpcCreate(name="VPC_sdk", members=[MemberInfo(host="192.168.0.5")], **settings)
created = call("create_vpc_channel_v2", CreateVpcChannelV2Request, body=channel)
place = {"vpc_channel_id": created.id}
shown = call("show_details_of_vpc_channel_v2", ShowDetailsOfVpcChannelV2Request, **place)
call("update_vpc_channel_v2", UpdateVpcChannelV2Request, body=VpcCreate(name="VPC_new", **settings), **place)
call("delete_backend_instance_v2", DeleteBackendInstanceV2Request, member_id=shown.members[0].id, **place)
call("show_details_of_vpc_channel_v2", ShowDetailsOfVpcChannelV2Request, **place)
call("show_details_of_instance_v2", ShowDetailsOfInstanceV2Request)
app = {"app_id": "356de8eb7a8742168586e5daf5339965"}
call("update_app_v2", UpdateAppV2Request, body=AppCreate(name="app_new"), **app)
call("create_app_code_auto_v2", CreateAppCodeAutoV2Request, **app)
call("show_app_bound_app_quota", ShowAppBoundAppQuotaRequest, **app)
quota = {"app_quota_id": "c900c5612dbe451bb43cbcc49cfaf2f3"}
call("disassociate_app_quota_with_app", DisassociateAppQuotaWithAppRequest, **app, **quota)
bound = ListApisBindedToRequestThrottlingPolicyV2Request
query = {"throttle_id": "0f2c8d6b4a1e4b3f9c7d5e6f70819203", "limit": 2, "offset": 1}
call("list_apis_binded_to_request_throttling_policy_v2", bound, **query)
throttle = {"throttle_id": "3437448ad06f4e0c91a224183116e965"}
call("delete_request_throttling_policy_v2", DeleteRequestThrottlingPolicyV2Request, **throttle)
call("create_signature_key_v2", CreateSignatureKeyV2Request, body=BaseSignature(name="key_demo", sign_type="hmac"))
call("delete_environment_v2", DeleteEnvironmentV2Request, env_id="7a1ad0c350844ee69479b47df9a881cb")
call("create_vpc_channel_v2", CreateVpcChannelV2Request, body=VpcCreate(name="VPC_sdk", port=80, balance_strategy=1))
call("show_details_of_vpc_channel_v2", ShowDetailsOfVpcChannelV2Request, vpc_channel_id="none")
