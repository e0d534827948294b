// Where the docs are published: the one place where the site and the packages' comments learn it.

/**
 * The origin of the published site, without a slash at its end. GitHub Pages tells it: .github/workflows/docs.yml sets it for the
 * site, release.yml for the packages. Undefined in other builds.
 */
export const publishedAt = process.env['APIG_DOCS_URL'] || undefined;
