// The packages that carry Node's binary publish `os` and `cpu` as strings. pnpm expects lists, and would otherwise
// install the binary of every platform.
const asList = (value) => (typeof value === 'string' ? [value] : value);

module.exports = {
  hooks: {
    readPackage(manifest) {
      if (/^node-(bin-)?(darwin|linux|win)-/.test(manifest.name)) {
        manifest.os = asList(manifest.os);
        manifest.cpu = asList(manifest.cpu);
      }
      return manifest;
    },
  },
};
