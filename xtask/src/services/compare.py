"""Calls every operation with the vendor's Python SDK and with a program of ours, and compares the requests.

Arguments: the cases (JSON), the SDK's package (`huaweicloudsdksmn`), our program. Prints one JSON object: the operations, those without a counterpart, and the differences.
"""

import http.server
import importlib
import io
import json
import pkgutil
import re
import subprocess
import sys
import threading
import urllib.parse

PROJECT = "0123456789abcdef0123456789abcdef"
DOMAIN = "fedcba9876543210fedcba9876543210"

# What the client adds to each call by itself: signature, tracing, connection.
OWN_HEADERS = {
    "host", "authorization", "x-sdk-date", "user-agent", "accept", "accept-encoding", "connection", "content-length",
    "transfer-encoding", "x-sdk-content-sha256",
}


class Recorder(http.server.ThreadingHTTPServer):
    """Answers every request with an empty object, and keeps it under the case that was marked before it."""

    daemon_threads = True

    def __init__(self):
        self.case = None
        self.requests = {}
        super().__init__(("127.0.0.1", 0), Handler)

    def handle_error(self, *_):
        """A client may close its connection at any time."""

    def address(self):
        return "127.0.0.1:%d" % self.server_address[1]


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Head and body are two small packets: else the second waits 40 ms until the first is acknowledged.
    disable_nagle_algorithm = True

    def handle_one(self):
        if self.path.startswith("/__case/"):
            self.server.case = int(self.path.rsplit("/", 1)[1])
            return self.respond(b"")
        if self.headers.get("Transfer-Encoding", "").lower() == "chunked":
            body = b""
            while size := int(self.rfile.readline().split(b";")[0], 16):
                body += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
        else:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        request = (self.command, self.path, [(k.lower(), v) for k, v in self.headers.items()], body)
        self.server.requests.setdefault(self.server.case, []).append(request)
        self.respond(b"{}")

    def respond(self, body):
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_GET = do_PUT = do_POST = do_DELETE = do_PATCH = do_HEAD = do_OPTIONS = handle_one

    def log_message(self, *_):
        pass


def snake(name):
    """The SDK's name of an operation's method."""
    name = re.sub(r"(.)([A-Z][a-z]+)", r"\1_\2", name)
    return re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", name).lower()


def plain(name):
    return re.sub(r"[^a-z0-9]", "", name.lower())


class Sdk:
    """The clients of an SDK's versions, by the operations that they have."""

    def __init__(self, package, endpoint):
        from huaweicloudsdkcore.auth.credentials import BasicCredentials, GlobalCredentials

        self.methods = {}
        self.is_global = True
        package_path = importlib.import_module(package).__path__
        versions = [module.name for module in pkgutil.iter_modules(package_path)]
        for version in sorted(name for name in versions if re.match(r"v\d", name)):
            module = importlib.import_module("%s.%s" % (package, version))
            names = [name for name in dir(module) if name.endswith("Client") and not name.endswith("AsyncClient")]
            for name in names:
                cls = getattr(module, name)
                builder = cls.new_builder()
                is_global = "GlobalCredentials" in builder._credential_type
                if is_global and "BasicCredentials" not in builder._credential_type:
                    credentials = GlobalCredentials("AKEXAMPLE", "SKEXAMPLE", DOMAIN)
                else:
                    self.is_global = False
                    credentials = BasicCredentials("AKEXAMPLE", "SKEXAMPLE", PROJECT)
                client = builder.with_credentials(credentials).with_endpoint(endpoint).build()
                for method in dir(cls):
                    if method.startswith("_") and method.endswith("_http_info"):
                        method = method[1:-len("_http_info")]
                        self.methods.setdefault(plain(method), []).append((client, method))

    def calls(self, operation):
        return self.methods.get(plain(operation), [])

    def request_class(self, client, operation):
        return next(
            cls for name, cls in vars(client.model_package).items()
            if isinstance(cls, type) and plain(name) == plain(operation) + "request"
        )

    def lacks(self, client, case):
        """The parameters of the document that the SDK does not have."""
        known = {plain(wire) for wire in self.request_class(client, case["operation"]).attribute_map.values()}
        return {one["name"] for one in case["parameters"] if plain(one["name"]) not in known}

    def request(self, client, operation, case):
        cls = self.request_class(client, operation)
        request = cls()
        values = {plain(one["name"]): one["value"] for one in case["parameters"]}
        for attribute, wire in cls.attribute_map.items():
            ty = cls.openapi_types[attribute]
            if attribute == "body":
                if case["body"] is not None:
                    setattr(request, attribute, self.value(client, case["body"], ty))
            elif plain(wire) in values:
                setattr(request, attribute, self.value(client, values[plain(wire)], ty))
        return request

    def value(self, client, value, ty):
        """A value of the SDK's type, with its models all the way down."""
        if value is None:
            return None
        if found := re.match(r"list\[(.*)\]$", ty):
            return [self.value(client, one, found.group(1)) for one in value]
        if found := re.match(r"dict\(([^,]*), (.*)\)$", ty):
            return {key: self.value(client, one, found.group(2)) for key, one in value.items()}
        if ty == "FormFile":
            from huaweicloudsdkcore.http.formdata import FormFile

            file = io.BytesIO(value.encode())
            file.name = "file"
            return FormFile(file)
        cls = getattr(client.model_package, ty, None)
        if cls is None or not hasattr(cls, "attribute_map") or not isinstance(value, dict):
            return value
        if not cls.attribute_map:
            return value
        model = cls()
        wires = {wire: attribute for attribute, wire in cls.attribute_map.items()}
        for wire, one in value.items():
            if wire in wires:
                attribute = wires[wire]
                setattr(model, attribute, self.value(client, one, cls.openapi_types[attribute]))
        return model


def decoded(request):
    """A request in a form that does not depend on how it was escaped."""
    method, target, headers, body = request
    path, _, query = target.partition("?")
    segments = [urllib.parse.unquote(part) for part in path.split("/")]
    while len(segments) > 1 and segments[-1] == "":
        segments.pop()
    # A parameter without a value is one with an empty value.
    pairs = sorted(urllib.parse.parse_qsl(query, keep_blank_values=True))
    headers = dict(headers)
    content_type = headers.pop("content-type", "").split(";")[0].strip().lower()
    headers = {name: value for name, value in headers.items() if name not in OWN_HEADERS}
    if content_type == "application/x-www-form-urlencoded":
        content = sorted(urllib.parse.parse_qsl(body.decode(), keep_blank_values=True))
    elif content_type == "multipart/form-data":
        parts = re.findall(rb'; name="([^"]*)"', body)
        content = sorted(part.decode() for part in parts)
    else:
        try:
            content = json.loads(body) if body else None
        except ValueError:
            content = body.decode("utf-8", "replace")
    return {
        "method": method,
        "path": segments,
        "query": pairs,
        "content type": content_type if body else "",
        "body": content,
        **{"header " + name: value for name, value in sorted(headers.items())},
    }


def without(request, names):
    """A request without some of its parameters."""
    headers = {"header " + name.lower() for name in names}
    left = {key: value for key, value in request.items() if key not in headers}
    return {**left, "query": [(name, value) for name, value in request["query"] if name not in names]}


def is_joined(ours, theirs):
    """Whether the queries differ only in lists that our document joins by commas: the SDK repeats the parameter always."""
    apart = [(name, one) for name, value in ours["query"] for one in value.split(",")]
    return sorted(apart) == theirs["query"] and {**ours, "query": None} == {**theirs, "query": None}


def shown(value):
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 160 else text[:160] + "…"


def difference(ours, theirs):
    """What differs, each as `part: ours …, theirs …`."""
    keys = [key for key in {**ours, **theirs} if ours.get(key) != theirs.get(key)]
    return ["%s: ours %s, the SDK's %s" % (key, shown(ours.get(key)), shown(theirs.get(key))) for key in keys]


def main():
    cases, package, program = sys.argv[1:]
    with open(cases, encoding="utf-8") as file:
        cases = json.load(file)
    recorder = Recorder()
    threading.Thread(target=recorder.serve_forever, daemon=True).start()
    sdk = Sdk(package, "http://" + recorder.address())
    theirs, missing, broken, lacking = {}, set(), [], {}
    for index, case in enumerate(cases):
        calls = sdk.calls(case["operation"])
        if not calls:
            missing.add(case["operation"])
        for client, method in calls:
            recorder.case = index
            lacking.setdefault(index, set()).update(sdk.lacks(client, case))
            try:
                getattr(client, method)(sdk.request(client, case["operation"], case))
            except Exception as error:  # A response that it can't read is of no interest.
                if index not in recorder.requests:
                    broken.append("%s (%s): %s" % (case["operation"], case["extent"], error))
    theirs, recorder.requests = recorder.requests, {}
    # The SDK's credentials are those of a domain or of a project; so are the program's settings.
    owner = ("domain", DOMAIN) if sdk.is_global else ("project", PROJECT)
    output = subprocess.run([program, recorder.address(), *owner], stdout=subprocess.PIPE, check=True, text=True)
    refused = dict(line.split(" ", 1) for line in output.stdout.splitlines())
    same, joined, lacked, differences = 0, 0, 0, []
    for index, case in enumerate(cases):
        if index not in theirs:
            continue
        place = "%s (%s)" % (case["operation"], case["extent"])
        ours = recorder.requests.get(index)
        if not ours:
            differences.append("%s: not sent: %s" % (place, refused.get(str(index), "no request")))
            continue
        whole = decoded(ours[0])
        ours = without(whole, lacking[index])
        if ours != whole:
            lacked += 1
        if any(is_joined(ours, decoded(one)) and ours != decoded(one) for one in theirs[index]):
            joined += 1
            continue
        found = min((difference(ours, decoded(one)) for one in theirs[index]), key=len)
        same += not found
        differences.extend("%s: %s" % (place, one) for one in found)
    print(json.dumps({
        "operations": len({case["operation"] for case in cases}),
        "requests": len(cases),
        "same": same,
        "joined": joined,
        "lacked": lacked,
        "missing": sorted(missing),
        "broken": broken,
        "differences": differences,
    }, ensure_ascii=False))


main()
