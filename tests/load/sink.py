#!/usr/bin/env python3
"""A central endpoint that takes everything and keeps nothing: sink.py PORT. Prints how many statements came, when it ends."""
import json
import signal
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

taken = 0


class Sink(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self, body):
        self.send_response(200)
        self.send_header("X-Experience-API-Version", "1.0.3")
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        self.answer(b'{"version":["1.0.3"]}')

    def do_POST(self):
        global taken
        body = self.rfile.read(int(self.headers["Content-Length"]))
        taken += len(json.loads(body))
        self.answer(b"[]")

    def log_message(self, *_):
        pass


def leave(*_):
    print("statements", taken, flush=True)
    sys.exit(0)


signal.signal(signal.SIGTERM, leave)
ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Sink).serve_forever()
