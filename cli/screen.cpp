#include "cli/screen.hpp"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>

namespace pkgmap::cli {
namespace {

bool color_wanted(ColorMode mode) {
  if (mode != ColorMode::automatic) return mode == ColorMode::always;
  const char* no_color = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  if (no_color && *no_color) return false;
  if (terminal && std::string(terminal) == "dumb") return false;
  return ::isatty(STDOUT_FILENO) == 1;
}

std::string wrapped(const char* code, const std::string& text, bool color) {
  return color ? std::string("\x1b[") + code + "m" + text + "\x1b[0m" : text;
}

// A reader that went away (`| head`) is no failure of ours.
void put(std::FILE* stream, const std::string& text) {
  std::fwrite(text.data(), 1, text.size(), stream);
  std::fflush(stream);
}

}  // namespace

std::string Style::strong(const std::string& text) const {
  return wrapped("1", text, color);
}
std::string Style::warning(const std::string& text) const {
  return wrapped("33", text, color);
}
std::string Style::danger(const std::string& text) const {
  return wrapped("31", text, color);
}
std::string Style::faint(const std::string& text) const {
  return wrapped("2", text, color);
}

Screen::Screen(const Options& options)
    : style_{color_wanted(options.color)}, json_(options.json), verbose_(options.verbose) {
}

void Screen::data(const std::string& text) const {
  put(stdout, text);
}
void Screen::object(const Json& json) const {
  put(stdout, json.dump() + "\n");
}
void Screen::talk(const std::string& text) const {
  put(stderr, text);
}

void Screen::detail(const std::string& text) const {
  if (verbose_) put(stderr, text + "\n");
}

int Screen::fail(const Error& error) const {
  return fail(error, error_json(error));
}

int Screen::fail(const Error& error, Json json) const {
  if (json_) {
    object(json);
  } else {
    talk(error_text(error));
  }
  return exit_status(error.code);
}

int exit_status(ErrorCode code) {
  return static_cast<int>(code);
}

std::string error_text(const Error& error) {
  std::string text = error.details + "error: " + error.message + "\n";
  std::string hint = error.hint;
  while (!hint.empty()) {
    const auto end = hint.find('\n');
    text += "  " + hint.substr(0, end) + "\n";
    hint = end == std::string::npos ? std::string() : hint.substr(end + 1);
  }
  return text;
}

Json error_json(const Error& error) {
  Json inside = Json::object().set("code", exit_status(error.code)).set("message", error.message);
  if (!error.hint.empty()) inside.set("hint", error.hint);
  if (!error.details.empty()) inside.set("details", error.details);
  return Json::object().set("schema", 1).set("error", std::move(inside));
}

}  // namespace pkgmap::cli
