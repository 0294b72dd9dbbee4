// Loaded before a server that would listen to the whole network: it listens on this machine only, at any free port,
// and says at which.
import net from "node:net";

const listen = net.Server.prototype.listen;

net.Server.prototype.listen = function () {
  this.once("listening", () => console.log(`LISTENING ${this.address().port}`));
  return listen.call(this, 0, "127.0.0.1");
};
