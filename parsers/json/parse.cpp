#include <cstddef>
#include <map>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "parsers/json/json.hpp"

namespace pkgmap {
namespace {

using Foreign = nlohmann::json;

// A bound on recursion. No text that this program exchanges is nested deeper.
constexpr int kMaxDepth = 64;

bool nested_too_deeply(std::string_view text) {
  int depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c == '\\') ++i;
      if (c == '"') quoted = false;
    } else if (c == '"') {
      quoted = true;
    } else if (c == '[' || c == '{') {
      if (++depth > kMaxDepth) return true;
    } else if (c == ']' || c == '}') {
      --depth;
    }
  }
  return false;
}

// Returns the library's message, "[json.exception.parse_error.101] parse error at …; last read: …",
// without its code and without the piece of the text that it quotes.
std::string said_by(const Foreign::exception& problem) {
  std::string_view text = problem.what();
  const std::size_t name_end = text.find("] ");
  if (name_end != std::string_view::npos) text.remove_prefix(name_end + 2);
  return std::string(text.substr(0, text.find("; last read")));
}

// Of members with one key the last value stays, in the first place. Other people make objects, so
// the time must not grow with the square of their members.
void leave_one_of_each_key(Json::Object& members) {
  std::vector<bool> is_kept(members.size(), true);
  std::map<std::string_view, std::size_t> first;
  for (std::size_t at = 0; at < members.size(); ++at) {
    const auto [known, is_new] = first.try_emplace(members[at].first, at);
    if (is_new) continue;
    members[known->second].second = std::move(members[at].second);
    is_kept[at] = false;
  }
  if (first.size() == members.size()) return;
  Json::Object left;
  left.reserve(first.size());
  for (std::size_t at = 0; at < members.size(); ++at) {
    if (is_kept[at]) left.push_back(std::move(members[at]));
  }
  members = std::move(left);
}

}  // namespace

/// Makes a value of what the library reads.
class Json::Builder {
 public:
  Json take() { return std::move(top_); }
  const std::string& problem() const { return problem_; }

  bool null() { return add({}); }
  bool boolean(bool value) { return add(value); }
  bool number_integer(std::int64_t value) { return add(value); }
  bool number_unsigned(std::uint64_t value) { return add(value); }
  bool number_float(double value, const std::string& /*text*/) { return add(value); }
  bool string(std::string& value) { return add(std::move(value)); }
  bool binary(Foreign::binary_t& /*value*/) { return false; }
  bool key(std::string& name) {
    std::get<Object>(open_.back().value_).emplace_back(std::move(name), Json());
    return true;
  }
  bool start_object(std::size_t /*size*/) { return start(Json::object()); }
  bool start_array(std::size_t /*size*/) { return start(Json::array()); }
  bool end_object() {
    leave_one_of_each_key(std::get<Object>(open_.back().value_));
    return end_array();
  }
  bool end_array() {
    Json ended = std::move(open_.back());
    open_.pop_back();
    return add(std::move(ended));
  }
  bool parse_error(std::size_t /*position*/, const std::string& /*token*/,
                   const Foreign::exception& problem) {
    problem_ = said_by(problem);
    return false;
  }

 private:
  bool start(Json container) {
    open_.push_back(std::move(container));
    return true;
  }
  bool add(Json value) {
    if (open_.empty()) {
      top_ = std::move(value);
    } else if (auto* const members = std::get_if<Object>(&open_.back().value_)) {
      members->back().second = std::move(value);
    } else {
      std::get<Array>(open_.back().value_).push_back(std::move(value));
    }
    return true;
  }

  Json top_;
  std::vector<Json> open_;  ///< Objects and arrays that have not ended, the innermost one last.
  std::string problem_;
};

std::optional<Json> Json::parse(std::string_view text, std::string* error) {
  if (nested_too_deeply(text)) {
    if (error) *error = "nested more than 64 levels deep";
    return std::nullopt;
  }
  Builder builder;
  if (Foreign::sax_parse(text, &builder)) return builder.take();
  if (error) *error = builder.problem();
  return std::nullopt;
}

}  // namespace pkgmap
