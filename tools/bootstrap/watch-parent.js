// Loaded before the product when npm started it. Killed with SIGKILL, npm cannot tell anybody; without this the product would
// stay behind, holding the port and the data folder. A product started directly (nohup, systemd, containers) is not watched.
const parent = process.ppid

if (process.env.npm_lifecycle_event) {
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM')
  }, 500).unref()
}
