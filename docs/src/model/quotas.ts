// How many there may be of what: by the name of a setting, its value, and the error of one too many.
import type { ErrorCode } from '@apig-spec/model/records';

/** As `listInstanceConfigs` and `listProjectConfigs` return a setting. */
export interface Setting {
  config_name: string;
  config_value: string;
}

export interface Quota {
  /** `VPC_NUM_LIMIT` */
  name: string;
  /** None: as many as one likes. */
  most?: number;
  /** The error code of one too many. */
  code: string;
}

/** What the gateway returns for a setting that limits nothing. */
const unlimited = 2 ** 31 - 1;

/** The settings that an error's cure names, in their order. */
export function quotasOf(settings: readonly Setting[], errors: Readonly<Record<string, ErrorCode>>): Quota[] {
  return settings.flatMap(({ config_name: name, config_value }) => {
    const most = Number(config_value);
    return Object.entries(errors)
      .filter(([, { cure }]) => cure.en.includes(`\`${name}\``))
      .map(([code]) => ({ name, ...(most === unlimited ? {} : { most }), code }));
  });
}
