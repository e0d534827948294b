// For the search: the places that it finds and that an edition does not have.
import type { APIRoute, GetStaticPaths } from 'astro';
import { placedPages, site } from '../../pages.ts';
import { absentFrom } from '../../searched.ts';

export const getStaticPaths = (() =>
  site.editions.map((edition) => ({
    params: { edition: edition.name },
    props: { absent: () => absentFrom(placedPages, edition) },
  }))) satisfies GetStaticPaths;

export const GET: APIRoute<{ absent: () => string[] }> = ({ props }) => new Response(JSON.stringify(props.absent()));
