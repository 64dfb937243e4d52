#include "engine/journal/whole_text.hpp"

#include <string_view>
#include <utility>

#include "engine/packages/digest.hpp"

namespace pkgmap {
namespace {

// The last member of the text; its value covers everything before it.
constexpr const char* kChecksum = "\"checksum\"";

// Returns an empty string if SHA-256 cannot be computed; then no checksum is written or compared.
std::string sum_of(std::string_view text) {
  auto digest = RunningDigest::start(Algorithm::sha256);
  if (!digest) return {};
  digest->update(text.data(), text.size());
  return digest->finish();
}

bool is_whole(const std::string& text, const Json& json) {
  const std::string expected = json["checksum"].string_or("");
  const std::size_t end = text.rfind(kChecksum);
  if (expected.empty() || end == std::string::npos) return true;
  const std::string sum = sum_of(std::string_view(text).substr(0, end));
  return sum.empty() || sum == expected;
}

// The text up to the checksum.
std::string text_before_the_sum(const Json& json) {
  std::string text = json.dump();
  // Replaces the line with the brace that ends the object.
  text.resize(text.rfind("\n}"));
  return text + ",\n  ";
}

Error damaged(const std::string& what, const std::string& how) {
  return Error{ErrorCode::failed, what + " is damaged: " + how};
}

}  // namespace

std::string whole_text(const Json& json) {
  const std::string text = text_before_the_sum(json);
  return text + kChecksum + ": \"" + sum_of(text) + "\"\n}\n";
}

bool seems_text_of(const std::string& text, const Json& json) {
  return text.starts_with(text_before_the_sum(json) + kChecksum + ": \"") &&
         text.ends_with("\"\n}\n");
}

Result<Json> from_whole_text(const std::string& text, const std::string& what) {
  std::string problem;
  auto json = Json::parse(text, &problem);
  if (!json || !json->is_object()) return damaged(what, problem);
  if (!is_whole(text, *json)) return damaged(what, "its checksum does not fit");
  return std::move(*json);
}

}  // namespace pkgmap
