// The help of the command line, and the error for a misuse.
import { defaultEdition, editionNames } from '../contract/editions.ts';
import { limitedKinds } from '../resources/index.ts';

/** Three in a line. */
function inLines(names: readonly string[]): string[] {
  return names.length === 0 ? [] : [names.slice(0, 3).join(', '), ...inLines(names.slice(3))];
}

export const usage = `Usage: npx @apig-spec/mock [serve] [options]     serve a mock of the management API of Huawei Cloud API Gateway
       npx @apig-spec/mock validate <operation> [file]  validate a body from a file or standard input
       npx @apig-spec/mock snapshot [file]              write the state of a mock to a file or standard output
       npx @apig-spec/mock restore [file]               restore a state from a file or standard input
       npx @apig-spec/mock reset                        discard all changes
       npx @apig-spec/mock editions                     list the editions of the contract

serve:
  --port <port>          port to listen on; 0 for any free port (default 4010)
  --host <host>          address to listen on (default 127.0.0.1: this machine only)
  --edition <edition>    edition of the contract that requests are validated against (default ${defaultEdition});
                         one of ${inLines(editionNames).join(',\n                         ')}
  --rules <rules>        documented, or observed, which also accepts what real gateways accept but the
                         documents do not mention (default documented)
  --data <where>         keep the state in this SQLite file, or in a PostgreSQL database, which several mocks can
                         share: postgres://<user>:<password>@<host>:<port>/<database>; requires the package pg
                         (default: in memory, until the mock exits)
  --durability <d>       with a file, what survives a power failure: normal, everything except possibly the last
                         commits; full, every acknowledged write, but slower (default normal)
  --max-projects <n>     without --data, maximum number of changed projects to keep; the least recently used one is
                         discarded first and logged; 0 for no limit (default 10000)
  --seed <seed>          initial state of every project: documents, all objects in the documents' examples; empty,
                         no gateway; or a JSON file with documents or requests (default: documents)
  --token <token>=<project>                accept this token for this project; repeatable
  --access-key <access>:<secret>=<project> accept signatures with these keys for this project; repeatable
                         (default: any token and any well-formed signature, for any project)
  --limit <kind>=<n>     maximum number of objects of a kind, 0 for no limit; repeatable (default: what
                         listProjectConfigs returns); kinds are
                         ${inLines(limitedKinds).join(',\n                         ')}
  --max-channels <n>     the same as --limit vpc-channel=<n>
  --provisioning-ms <ms> time that a new gateway is Creating and a resized one Resizing (default 5000; with --now 0)
  --unhealthy <host>     server that the health checks of channels report as unhealthy; repeatable
  --max-body <bytes>     maximum size of a body (default 1048576)
  --max-in-flight <bytes>                  maximum bytes of concurrent bodies; further requests get 503
                         (default 67108864; at least --max-body)
  --latency <ms>         delay responses of operations: 200, or a random delay from 100 to 300: 100-300 (default 0)
  --fault <operation>=<rate>               fail this share of an operation's calls, from 0 to 1;
                         * for every other operation; repeatable
  --now <time>           time that responses show, such as 2024-11-11T00:00:00Z (default: the current time)
  --id-seed <text>       seed for reproducible identifiers and faults; not with --data (default: random)
  --no-cors              reject calls from web pages of other origins
  --control              /_mock/ready, /_mock/requests and /_mock/state also respond to other machines
  --allowed-host <name>  host name for calls to /_mock/…, in addition to localhost and loopback addresses; with
                         --no-cors for all calls; repeatable (default: none; any name if --host is not a loopback
                         address)
  --log <format>         format of the request log: pretty, json or silent (default pretty)

validate:
  --edition, --rules     as above
  --status <status>      validate the body of a response with this status (default: of a request)
  --json                 print the problems as JSON

snapshot, restore, reset:
  --url <url>            address of the running mock (default http://127.0.0.1:4010)
  --data <where>         use this SQLite file or PostgreSQL database instead of a running mock
  --timeout <seconds>    time to wait for the running mock, from 1 to 300 (default 30)

  --help                 show this help and exit
  --version              show the version and exit

Exit status: 0 on success, 1 after a failure or if a body is invalid, 2 after incorrect usage.
`;

/** A command line that cannot be understood; the message says why. */
export class UsageError extends Error {
  override name = 'UsageError';
}
