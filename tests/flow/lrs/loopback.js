// The store below listens on every interface unless it is told otherwise; tests listen on this machine only.
const net = require('net');
const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function (port, ...rest) {
  return typeof port === 'number' || typeof port === 'string' ? listen.call(this, Number(port), '127.0.0.1', ...rest.filter((r) => typeof r === 'function')) : listen.call(this, port, ...rest);
};
