#include "parsers/json/json_reader.hpp"

#include <algorithm>
#include <cstdint>
#include <istream>
#include <streambuf>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

namespace pkgmap {
namespace {

constexpr int kMostLevels = 64;
constexpr std::size_t kLongestPiece = 1U << 20U;
constexpr std::size_t kBlock = 64U << 10U;

// Returns the library's "[json…] parse error at line 1, column 5: syntax error while …; last read:
// 'x'" without its code, its place in this value alone, and the piece of the text that it quotes.
std::string without_place(std::string_view text) {
  const std::size_t place = text.find(" column ");
  const std::size_t end = place == std::string_view::npos ? place : text.find(": ", place);
  if (end != std::string_view::npos) text.remove_prefix(end + 2);
  return std::string(text.substr(0, text.find("; last read")));
}

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

}  // namespace

/// The bytes that the library takes, with their place.
class JsonReader::Bytes : public std::streambuf {
 public:
  explicit Bytes(ReadBytes read) : read_(std::move(read)), block_(kBlock) { show(0, 0); }

  /// Returns the next bytes, `size` of them if there are so many.
  std::string_view ahead(std::size_t size) {
    while (left() < size && refill()) {
    }
    return {gptr(), std::min(size, left())};
  }
  void drop(std::size_t size) { setg(eback(), gptr() + size, egptr()); }
  std::size_t left() const { return static_cast<std::size_t>(egptr() - gptr()); }

  /// A piece of the value has been read whole.
  void mark() { mark_ = offset(); }
  bool is_too_long() const { return too_long_; }

  /// Returns the place of the last byte that was taken.
  JsonFault place(std::string what) const {
    const char* const last = gptr() > eback() ? gptr() - 1 : gptr();
    const auto lines = std::count(eback(), static_cast<char*>(gptr()), '\n') -
                       (gptr() > eback() && *last == '\n' ? 1 : 0);
    std::size_t column = column_;
    for (const char* at = eback(); at != last; ++at) column = *at == '\n' ? 0 : column + 1;
    return {line_ + static_cast<std::size_t>(lines), column + 1, std::move(what)};
  }

 protected:
  int_type underflow() override {
    if (offset() - mark_ > kLongestPiece) {
      too_long_ = true;
      return traits_type::eof();
    }
    if (left() == 0 && !refill()) return traits_type::eof();
    return traits_type::to_int_type(*gptr());
  }

 private:
  std::uint64_t offset() const { return before_ + static_cast<std::uint64_t>(gptr() - eback()); }

  void show(std::size_t at, std::size_t size) {
    char* const begin = block_.data();
    setg(begin, begin + at, begin + size);
  }

  // Keeps what nobody has taken yet, and the byte before it for place().
  bool refill() {
    const std::size_t keep = gptr() > eback() ? 1 : 0;
    for (const char* at = eback(); at != gptr() - keep; ++at) {
      column_ = *at == '\n' ? 0 : column_ + 1;
      if (*at == '\n') ++line_;
    }
    before_ = offset() - keep;
    const std::size_t kept = left() + keep;
    std::copy(gptr() - keep, static_cast<char*>(egptr()), block_.data());
    if (kept == block_.size()) block_.resize(2 * block_.size());
    const std::size_t got = read_(block_.data() + kept, block_.size() - kept);
    show(keep, kept + got);
    return got > 0;
  }

  ReadBytes read_;
  std::vector<char> block_;
  std::uint64_t before_ = 0;  ///< Bytes before the block.
  std::uint64_t mark_ = 0;
  std::size_t line_ = 1;    ///< Of the first byte of the block.
  std::size_t column_ = 0;  ///< Bytes of its line before it.
  bool too_long_ = false;
};

/// What the library calls.
class JsonReader::Handler {
 public:
  Handler(JsonEvents& events, Bytes& bytes) : events_(events), bytes_(bytes) {}

  const std::string& problem() const { return problem_; }

  bool null() { return told(events_.scalar({})); }
  bool boolean(bool value) { return told(events_.scalar(value)); }
  bool number_integer(std::int64_t value) { return told(events_.scalar(value)); }
  bool number_unsigned(std::uint64_t value) { return told(events_.scalar(value)); }
  bool number_float(double value, const std::string& /*text*/) {
    return told(events_.scalar(value));
  }
  bool string(std::string& value) { return told(events_.scalar(std::move(value))); }
  bool binary(nlohmann::json::binary_t& /*value*/) { return false; }
  bool key(std::string& name) { return told(events_.key(std::move(name))); }
  bool start_object(std::size_t /*size*/) { return start(true); }
  bool start_array(std::size_t /*size*/) { return start(false); }
  bool end_object() { return end(); }
  bool end_array() { return end(); }
  bool parse_error(std::size_t /*position*/, const std::string& /*token*/,
                   const nlohmann::json::exception& problem) {
    problem_ =
        bytes_.is_too_long() ? "a piece of it is longer than 1 MiB" : without_place(problem.what());
    return false;
  }

 private:
  bool told(bool wanted) {
    bytes_.mark();
    if (!wanted) problem_ = events_.complaint();
    return wanted;
  }
  bool start(bool object) {
    if (++depth_ <= kMostLevels) return told(events_.opened(object));
    problem_ = "nested more than 64 levels deep";
    return false;
  }
  bool end() {
    --depth_;
    return told(events_.closed());
  }

  JsonEvents& events_;
  Bytes& bytes_;
  std::string problem_;
  int depth_ = 0;
};

JsonReader::JsonReader(ReadBytes read) : bytes_(std::make_unique<Bytes>(std::move(read))) {
}
JsonReader::~JsonReader() = default;

JsonReader::Outcome JsonReader::next(JsonEvents& events) {
  for (auto byte = bytes_->ahead(1); !byte.empty() && is_blank(byte.front());
       byte = bytes_->ahead(1)) {
    bytes_->drop(1);
  }
  if (bytes_->ahead(1).empty()) return Outcome::end;
  bytes_->mark();
  Handler handler(events, *bytes_);
  std::istream stream(bytes_.get());
  const bool whole =
      nlohmann::json::sax_parse(stream, &handler, nlohmann::json::input_format_t::json, false);
  if (whole) return Outcome::value;
  fault_ = here(handler.problem());
  return Outcome::fault;
}

JsonFault JsonReader::here(std::string what) const {
  return bytes_->place(std::move(what));
}

void JsonReader::skip_to_line(std::initializer_list<std::string_view> beginnings) {
  bytes_->mark();
  while (true) {
    while (!bytes_->ahead(1).empty() && bytes_->ahead(1).front() != '\n') bytes_->drop(1);
    if (bytes_->ahead(1).empty()) return;
    bytes_->drop(1);
    for (const std::string_view beginning : beginnings) {
      if (bytes_->ahead(beginning.size()) == beginning) return;
    }
  }
}

}  // namespace pkgmap
