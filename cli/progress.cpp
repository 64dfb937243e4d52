#include "cli/progress.hpp"

#include <utility>

namespace pkgmap::cli {
namespace {

constexpr const char* kEmptyLine = "\r\x1b[K";
constexpr std::size_t kUsualColumns = 80;

}  // namespace

Progress::Progress(Write write, Columns columns, Now now)
    : write_(std::move(write)), columns_(std::move(columns)), now_(std::move(now)) {
  listen_to_pulses(*this);
}

Progress::~Progress() {
  stop_listening(*this);
  end();
}

void Progress::begin(std::string step) {
  clear();
  step_ = std::move(step);
  began_ = now_();
}

void Progress::beat() {
  if (!write_ || step_.empty()) return;
  const auto taken = std::chrono::duration_cast<std::chrono::seconds>(now_() - began_);
  if (taken <= shown_) return;
  shown_ = taken;
  const int known = columns_();
  const std::size_t columns = known > 0 ? static_cast<std::size_t>(known) : kUsualColumns;
  const std::string line = step_ + " (" + std::to_string(taken.count()) + " s)";
  // A line that wraps could not be taken away.
  write_(kEmptyLine + line.substr(0, columns - 1));
}

void Progress::clear() {
  if (shown_.count() == 0) return;
  write_(kEmptyLine);
  shown_ = std::chrono::seconds(0);
}

void Progress::end() {
  clear();
  step_.clear();
}

}  // namespace pkgmap::cli
