#include "parsers/transaction/transaction.hpp"

#include <array>
#include <limits>
#include <utility>

#include "parsers/json/json.hpp"
#include "parsers/source/names.hpp"

namespace pkgmap {
namespace {

constexpr std::array<Named<ItemAction>, 6> kActions = {{
    {ItemAction::install, "install"},
    {ItemAction::upgrade, "upgrade"},
    {ItemAction::downgrade, "downgrade"},
    {ItemAction::reinstall, "reinstall"},
    {ItemAction::remove, "remove"},
    {ItemAction::obsolete, "obsolete"},
}};

// The only schema that this program reads; a greater one may mean anything.
constexpr std::int64_t kSchema = 1;

std::string text_or_number(const Json& value) {
  if (const auto number = value.integer()) return std::to_string(*number);
  return value.string_or("");
}

std::optional<TransactionItem> parse_item(const Json& value, std::string& error) {
  TransactionItem item;
  const std::string action = value["action"].string_or("");
  const auto known = value_in(kActions, action);
  if (!known) {
    error = "'" + action +
            "' is not an action (install, upgrade, downgrade, reinstall, remove, obsolete)";
    return std::nullopt;
  }
  item.action = *known;
  item.name = value["name"].string_or("");
  if (item.name.empty()) {
    error = "an item has no 'name'";
    return std::nullopt;
  }
  item.epoch = text_or_number(value["epoch"]);
  item.version = text_or_number(value["version"]);
  item.release = text_or_number(value["release"]);
  item.arch = value["arch"].string_or("");
  item.rpm = value["rpm"].string_or("");
  const auto dbid = value["dbid"].integer();
  if (dbid && *dbid > 0 && *dbid <= std::numeric_limits<std::uint32_t>::max()) {
    item.dbid = static_cast<std::uint32_t>(*dbid);
  }
  return item;
}

}  // namespace

const char* name_of(ItemAction action) {
  return name_in(kActions, action);
}

std::optional<Transaction> parse_transaction(std::string_view text, std::string& error) {
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    error = "the text is empty";
    return std::nullopt;
  }
  const auto json = Json::parse(text, &error);
  if (!json) {
    error = "the text is not JSON: " + error;
    return std::nullopt;
  }
  if (!json->is_object() || !(*json)["items"].is_array()) {
    error = "the list 'items' is missing";
    return std::nullopt;
  }
  if ((*json)["schema"].integer() != kSchema) {
    error = "'schema' is not 1";
    return std::nullopt;
  }
  Transaction transaction;
  transaction.manager = (*json)["manager"].string_or("");
  const std::int64_t pid = (*json)["pid"].integer().value_or(0);
  if (pid < 0 || pid > std::numeric_limits<int>::max()) {
    error = "'pid' is not a process number";
    return std::nullopt;
  }
  transaction.pid = static_cast<int>(pid);
  for (const Json& value : (*json)["items"].items()) {
    auto item = parse_item(value, error);
    if (!item) return std::nullopt;
    transaction.items.push_back(std::move(*item));
  }
  return transaction;
}

}  // namespace pkgmap
