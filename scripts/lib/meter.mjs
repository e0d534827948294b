// Loaded into a server ahead of its own code: tells what the process has used so far, whenever it is asked.
process.on('message', () => process.send({ cpu: process.cpuUsage(), rss: process.memoryUsage.rss() }));
// A server that nobody measures any more ends.
process.on('disconnect', () => process.exit());
