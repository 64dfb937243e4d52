"""A headless Chromium, driven through chromedriver by the WebDriver protocol (W3C) and Chromium's own."""

import base64
import json
import re
import shutil
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

MISSING = "" if shutil.which("chromium") and shutil.which("chromedriver") else (
    "there is no browser: apt-get install chromium chromium-driver")

# Runs in every page before the page's own script.
WATCH = """
window.violations = [];
window.problems = [];
addEventListener("securitypolicyviolation", (event) =>
  window.violations.push(event.violatedDirective + " " + event.blockedURI));
addEventListener("error", (event) => window.problems.push(String(event.message)));
"""


class Browser:
    """One window. Ends the browser when it is closed."""

    def __init__(self):
        self._profile = tempfile.mkdtemp(prefix="pkgmap-browser-")
        self._driver = subprocess.Popen(["chromedriver", "--port=0"], stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL, text=True)
        self._url = "http://127.0.0.1:%d/session" % self._port()
        arguments = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                     "--force-device-scale-factor=1", "--hide-scrollbars",
                     "--user-data-dir=" + self._profile]
        wanted = {"browserName": "chrome", "goog:loggingPrefs": {"browser": "ALL"},
                  "goog:chromeOptions": {"args": arguments, "binary": shutil.which("chromium")}}
        made = self._ask("POST", "", {"capabilities": {"alwaysMatch": wanted}})
        self._url += "/" + made["sessionId"]
        self.cdp("Page.addScriptToEvaluateOnNewDocument", source=WATCH)

    def _port(self):
        for line in self._driver.stdout:
            found = re.search(r"on port (\d+)\.", line)
            if found:
                return int(found.group(1))
        raise RuntimeError("chromedriver has not started")

    def _ask(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self._url + path, data, {"Content-Type": "application/json"},
                                         method=method)
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as refused:
            raise RuntimeError(json.load(refused)["value"]["message"]) from None

    def close(self):
        try:
            self._ask("DELETE", "")
        finally:
            self._driver.terminate()
            self._driver.wait(30)
            self._driver.stdout.close()
            shutil.rmtree(self._profile, ignore_errors=True)

    def cdp(self, command, **parameters):
        return self._ask("POST", "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def open(self, url):
        self._ask("POST", "/url", {"url": url})

    def run(self, script, *arguments):
        """Returns what the body of a function returns in the page."""
        return self._ask("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def eventually(self, script, seconds=30):
        """Returns the value of the expression once it is true, or its last value."""
        deadline = time.monotonic() + seconds
        while True:
            value = self.run("return " + script)
            if value or time.monotonic() > deadline:
                return value
            time.sleep(0.02)

    def _element(self, selector):
        found = self._ask("POST", "/element", {"using": "css selector", "value": selector})
        return "/element/" + next(iter(found.values()))

    def click(self, selector):
        self._ask("POST", self._element(selector) + "/click", {})

    def type(self, selector, text):
        self._ask("POST", self._element(selector) + "/value", {"text": text})

    def press(self, key, times=1):
        """Presses a key of the keyboard for whatever has the focus."""
        strokes = [{"type": kind, "value": key} for kind in ("keyDown", "keyUp")] * times
        self._ask("POST", "/actions", {"actions": [{"type": "key", "id": "keyboard", "actions": strokes}]})

    def console(self):
        """Returns the messages since the last call."""
        return [entry["message"] for entry in self._ask("POST", "/se/log", {"type": "browser"})]

    def prefer(self, scheme, media=""):
        self.cdp("Emulation.setEmulatedMedia", media=media,
                 features=[{"name": "prefers-color-scheme", "value": scheme}])

    def size(self, width, height):
        self.cdp("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def screenshot(self, first, last):
        """Returns a picture of the page from the first element to the last one, also of what the window does not
        show."""
        clip = self.run("const [first, last] = [...arguments].map((one) => document.querySelector(one));"
                        "const top = first.getBoundingClientRect().top + scrollY - 10;"
                        "return {x: 0, y: top, width: document.body.clientWidth,"
                        " height: last.getBoundingClientRect().bottom + scrollY + 20 - top, scale: 1};", first, last)
        return base64.b64decode(self.cdp("Page.captureScreenshot", captureBeyondViewport=True, clip=clip)["data"])

    def accessible(self):
        """Returns role and name of everything that a screen reader is told of."""
        nodes = self.cdp("Accessibility.getFullAXTree")["nodes"]
        return [(node["role"]["value"], node.get("name", {}).get("value", ""),
                 {one["name"]: one["value"].get("value") for one in node.get("properties", ())})
                for node in nodes if not node.get("ignored")]
