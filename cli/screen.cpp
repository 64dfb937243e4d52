#include "cli/screen.hpp"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <string_view>
#include <utility>

#include "cli/render/ndjson.hpp"
#include "engine/queries/unreadable.hpp"
#include "engine/system/io.hpp"
#include "engine/system/text.hpp"
#include "parsers/source/hex.hpp"
#include "parsers/source/printable.hpp"

namespace pkgmap::cli {
namespace {

// Whether a terminal that knows escape sequences is at the descriptor.
bool is_able_terminal(int fd) {
  const char* terminal = std::getenv("TERM");
  return terminal && std::string_view(terminal) != "dumb" && ::isatty(fd) == 1;
}

bool color_wanted(ColorMode mode) {
  if (mode != ColorMode::automatic) return mode == ColorMode::always;
  const char* no_color = std::getenv("NO_COLOR");
  return !(no_color && *no_color) && is_able_terminal(STDOUT_FILENO);
}

int columns_of_terminal() {
  winsize size{};
  return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

Progress::Write progress_for(const Options& options) {
  if (options.json || options.verbose || !is_able_terminal(STDERR_FILENO)) return {};
  return [](const std::string& bytes) { write_all(STDERR_FILENO, bytes); };
}

constexpr std::string_view kStrong = "\x1b[1m";
constexpr std::string_view kFaint = "\x1b[2m";
constexpr std::string_view kDanger = "\x1b[31m";
constexpr std::string_view kWarning = "\x1b[33m";
constexpr std::string_view kPlain = "\x1b[0m";

std::string marked(std::string_view mark, const std::string& text, bool color) {
  return color ? std::string(mark) + text + std::string(kPlain) : text;
}

// Returns the length of the mark of a Style at `at`; 0 if there is none.
std::size_t mark_at(std::string_view text, std::size_t at) {
  constexpr std::array<std::string_view, 5> kMarks = {kStrong, kFaint, kDanger, kWarning, kPlain};
  for (const std::string_view mark : kMarks) {
    if (text.substr(at, mark.size()) == mark) return mark.size();
  }
  return 0;
}

std::string for_terminal(std::string_view text, bool color) {
  if (!color) return printable_lines(text);
  std::string answer;
  std::size_t done = 0;
  for (std::size_t at = text.find('\x1b'); at != std::string_view::npos;
       at = text.find('\x1b', at + 1)) {
    const std::size_t length = mark_at(text, at);
    if (length == 0) continue;
    answer += printable_lines(text.substr(done, at - done));
    answer += text.substr(at, length);
    done = at + length;
  }
  return answer + printable_lines(text.substr(done));
}

bool is_suspect(char c) {
  return c == '\x7f' || c == '\xc2';
}

// Whether escaped_for_terminal() may change the text.
bool has_suspect(const std::string& text) {
  // Two searches for one byte each take a twentieth of one search for both.
  return text.find('\x7f') != std::string::npos || text.find('\xc2') != std::string::npos;
}

// Escapes DEL and U+0080 to U+009F, which JSON allows in strings and terminals obey. In JSON they
// occur only in strings.
std::string escaped_for_terminal(const std::string& text) {
  auto at = std::find_if(text.begin(), text.end(), is_suspect);
  std::string answer;
  auto done = text.begin();
  for (; at != text.end(); at = std::find_if(at + 1, text.end(), is_suspect)) {
    const bool two_bytes = *at != '\x7f';
    const char code = two_bytes ? *(at + 1) : *at;
    if (two_bytes && static_cast<unsigned char>(code) > 0x9F) continue;
    answer.append(done, at);
    answer += "\\u00" + hex({&code, 1});
    done = at + (two_bytes ? 2 : 1);
  }
  return answer.append(done, text.end());
}

}  // namespace

std::string Style::strong(const std::string& text) const {
  return marked(kStrong, text, color);
}
std::string Style::warning(const std::string& text) const {
  return marked(kWarning, text, color);
}
std::string Style::danger(const std::string& text) const {
  return marked(kDanger, text, color);
}
std::string Style::faint(const std::string& text) const {
  return marked(kFaint, text, color);
}

Screen::Screen(const Options& options)
    : style_{color_wanted(options.color)},
      json_(options.json),
      verbose_(options.verbose),
      progress_(std::make_unique<Progress>(progress_for(options), &columns_of_terminal)) {
}

void Screen::put(const std::string& text) const {
  progress_->clear();
  if (write_error_ == 0 && !write_all(STDOUT_FILENO, as_shown(text))) write_error_ = errno;
}

std::string Screen::as_shown(std::string text) const {
  const auto& [path, shown] = renamed_;
  if (path.empty()) return text;
  for (std::size_t at = text.find(path); at != std::string::npos;
       at = text.find(path, at + shown.size())) {
    text.replace(at, path.size(), shown);
  }
  return text;
}

void Screen::put_json(const std::string& text) const {
  has_suspect(text) ? put(escaped_for_terminal(text)) : put(text);
}

void Screen::data(const std::string& text) const {
  put(for_terminal(text, style_.color));
}
void Screen::redraw(const std::string& text) const {
  constexpr const char* kEraseAndGoHome = "\x1b[2J\x1b[H";
  put(kEraseAndGoHome + for_terminal(text, style_.color));
}
bool Screen::is_shown() const {
  return write_error_ == 0 && ::isatty(STDOUT_FILENO) == 1;
}
void Screen::exact(const std::string& bytes) const {
  put(::isatty(STDOUT_FILENO) == 1 ? for_terminal(bytes, false) : bytes);
}
void Screen::object(const Json& json) const {
  complete_ ? object_as_it_is(complete_(json)) : object_as_it_is(json);
}
void Screen::object_as_it_is(const Json& json) const {
  if (streamed_) return stream(json, nullptr);
  if (!present_) return put_json(json.dump() + "\n");
  const Presented presented = present_(json);
  presented_status_ = presented.exit_status;
  put(for_terminal(presented.text, false));
}
void Screen::stream(const Json& json, const LongList* list) const {
  ndjson_lines(*streamed_, json, list, [this](const std::string& line) { put_json(line); });
}
void Screen::object(const Json& json, const LongList& list) const {
  if (streamed_) return stream(complete_ ? complete_(json) : json, &list);
  dump_with(complete_ ? complete_(json) : json, list,
            [this](const std::string& piece) { put_json(piece); });
  put("\n");
}
// An error of standard error cannot be reported.
void Screen::talk(const std::string& text) const {
  progress_->clear();
  write_all(STDERR_FILENO, for_terminal(as_shown(text), false));
}

void Screen::note(const std::string& text) const {
  talk("note: " + printable(text) + "\n");
}

void Screen::detail(const std::string& text) const {
  if (verbose_) talk(printable(text) + "\n");
}

void Screen::step(const std::string& text) const {
  detail(text);
  progress_->begin(printable(text));
}

void Screen::stop_progress() const {
  progress_->end();
}

int Screen::finish(int exit_status) const {
  stop_progress();
  exit_status = presented_status_.value_or(exit_status);
  if (write_error_ == 0 || write_error_ == EPIPE) return exit_status;
  talk("error: cannot write to standard output: " + system_message(write_error_) + "\n");
  return exit_status == 0 ? pkgmap::cli::exit_status(ErrorCode::failed) : exit_status;
}

void hold_standard_streams() {
  // With the opposite access mode, so that reading and writing still fail.
  constexpr std::array<int, 3> kModes = {O_WRONLY, O_RDONLY, O_RDONLY};
  for (int fd = 0; fd < 3; ++fd) {
    if (::fcntl(fd, F_GETFD) >= 0 || errno != EBADF) continue;
    static_cast<void>(::open("/dev/null", kModes[static_cast<std::size_t>(fd)]));
  }
}

int Screen::fail(const Error& error) const {
  const Error told = hinted(error);
  return fail(told, error_json(told));
}

int Screen::fail(const Error& error, Json json) const {
  if (json_) object(json);
  if (!json_ || present_) talk(error_text(error));
  return exit_status(error.code);
}

Error hinted(Error error) {
  if (error.hint.empty() && is_refused_to_this_user(error.message)) error.hint = kAsRoot;
  return error;
}

int exit_status(ErrorCode code) {
  return static_cast<int>(code);
}

std::string error_text(const Error& error) {
  std::string text = error.details + "error: " + printable(error.message) + "\n";
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
