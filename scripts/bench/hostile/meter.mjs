// Loaded into a process ahead of its own code: tells what the process has used so far, whenever it is asked.
process.on('message', () => {
  // Only there with --expose-gc: the heap is then what is still in use, without what waits to be collected.
  globalThis.gc?.();
  process.send({ cpu: process.cpuUsage(), rss: process.memoryUsage.rss(), heap: process.memoryUsage().heapUsed });
});
// A process that nobody measures any more ends.
process.on('disconnect', () => process.exit());
