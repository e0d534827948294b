// Addresses: of the ranges that are for documents and private networks, always the same one for the same thing.
import { numberOf } from '../../protocol/stamp.ts';

/** @param of - the ID of an elastic IP address, or what it is for */
export function publicAddress(of: string): string {
  return `203.0.113.${1 + Math.floor(numberOf(of) * 254)}`;
}

export function privateAddress(of: string): string {
  return `192.168.${Math.floor(numberOf(of) * 256)}.${1 + Math.floor(numberOf(`${of} host`) * 254)}`;
}
