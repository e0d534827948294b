// What the command line can do, in its own words, and what it says of a misuse.
import { defaultEdition, editionNames } from '../contract/editions.ts';
import { limitedKinds } from '../resources/index.ts';

/** Three in a line. */
function inLines(names: readonly string[]): string[] {
  return names.length === 0 ? [] : [names.slice(0, 3).join(', '), ...inLines(names.slice(3))];
}

export const usage = `Usage: npx @apig-spec/mock [serve] [options]     serves a mock of Huawei Cloud API Gateway's management API
       npx @apig-spec/mock validate <operation> [file]  validates a body, from a file or standard input
       npx @apig-spec/mock snapshot [file]              takes the state of a mock, to a file or standard output
       npx @apig-spec/mock restore [file]               puts a state back, from a file or standard input
       npx @apig-spec/mock reset                        forgets all changes
       npx @apig-spec/mock editions                     lists the editions of the contract

serve:
  --port <port>          port to listen on; 0 takes a free one (default 4010)
  --host <host>          address to listen on (default 127.0.0.1: this machine only)
  --edition <edition>    edition of the contract that requests are validated against (default ${defaultEdition});
                         one of ${inLines(editionNames).join(',\n                         ')}
  --rules <rules>        documented, or observed: also accept what real gateways accept but the documents do
                         not mention (default documented)
  --data <where>         keep the state in this SQLite file, or in a PostgreSQL database, which several mocks may
                         share: postgres://<user>:<password>@<host>:<port>/<database>; that needs the package pg
                         (default: in memory, until the mock ends)
  --durability <d>       with a file, what outlives a power failure: normal, all but perhaps the last commits; full,
                         every acknowledged write, slower (default normal)
  --max-projects <n>     without --data, how many changed projects to keep; the one used least recently is forgotten
                         first, and the log tells so; 0 for no limit (default 10000)
  --seed <what>          what every project begins with: documents, all that the documents' examples name; empty, no
                         gateway; or a JSON file, of documents or of requests (default: documents)
  --token <token>=<project>                accept this token, for this project; may be given again
  --access-key <access>:<secret>=<project> accept signatures with these keys, for this project; may be given again
                         (default: any token and any well-formed signature, for any project)
  --limit <kind>=<n>     how many of a kind there may be, 0 for no limit; may be given again (default: as
                         documented); one of ${inLines(limitedKinds).join(',\n                         ')}
  --max-channels <n>     the same as --limit vpc-channel=<n>
  --provisioning-ms <ms> how long a new gateway is Creating, and one of another size Resizing; 0: not at all
                         (default 5000; with --now 0)
  --unhealthy <host>     a server in channels that its health check finds unhealthy; may be given again
  --max-body <bytes>     longest body to accept (default 1048576)
  --max-in-flight <bytes>                  bytes of bodies to hold at the same time; what is beyond gets 503
                         (default 67108864; at least --max-body)
  --latency <ms>         hold operations' responses back: 200, or anything from 100 to 300: 100-300 (default 0)
  --fault <operation>=<rate>               fail this part of an operation's calls, from 0 to 1;
                         * is every other operation; may be given again
  --now <time>           the time that responses show, such as 2024-11-11T00:00:00Z (default: the real one)
  --id-seed <text>       the same seed gives the same identifiers and faults; not with --data
                         (default: random ones)
  --no-cors              pages of other origins may not call
  --control              /_mock/ready, /_mock/requests and /_mock/state respond to others than this machine, too
  --allowed-host <name>  a name, beside localhost and loopback addresses, by which /_mock/… may be called, with
                         --no-cors everything; may be given again (default: none; any where --host is no
                         loopback address)
  --log <form>           how to log requests: pretty, json or silent (default pretty)

validate:
  --edition, --rules     as above
  --status <status>      the body is that of a response with this status (default: of a request)
  --json                 print the problems as JSON

snapshot, restore, reset:
  --url <url>            of the running mock (default http://127.0.0.1:4010)
  --data <where>         work on this SQLite file or PostgreSQL database, not on a running mock
  --timeout <seconds>    how long to wait for the running mock, from 1 to 300 (default 30)

  --help                 show this and end
  --version              show the version and end

Ends with 0; 1 after a failure, or where a body is not valid; 2 after a misuse.
`;

/** A command line that cannot be understood; the message says why. */
export class UsageError extends Error {
  override name = 'UsageError';
}
