#include "cli/render/ndjson.hpp"

#include <cstdint>
#include <utility>

namespace pkgmap::cli {
namespace {

constexpr int kNdjsonVersion = 1;

std::string json_line(const Json& json) {
  return json.dump(-1) + "\n";
}

std::string element_line(const std::string& list, Json element) {
  return json_line(Json::object().set("kind", list).set("value", std::move(element)));
}

}  // namespace

void ndjson_lines(const std::string& command, const Json& answer, const LongList* list,
                  const std::function<void(std::string line)>& use) {
  use(json_line(Json::object()
                    .set("format", "monit-pkgmap-ndjson")
                    .set("version", kNdjsonVersion)
                    .set("command", command)));
  Json totals = Json::object();
  Json rest = Json::object();
  for (const auto& [key, value] : answer.members()) {
    if (list != nullptr && key == list->key) continue;
    if (!value.is_array()) {
      rest.set(key, value);
      continue;
    }
    for (const Json& element : value.items()) use(element_line(key, element));
    totals.set(key, static_cast<std::int64_t>(value.items().size()));
  }
  if (list != nullptr) {
    for (std::size_t i = 0; i < list->size; ++i) use(element_line(list->key, list->element(i)));
    totals.set(list->key, static_cast<std::int64_t>(list->size));
  }
  use(json_line(Json::object()
                    .set("kind", "end")
                    .set("totals", std::move(totals))
                    .set("answer", std::move(rest))));
}

}  // namespace pkgmap::cli
