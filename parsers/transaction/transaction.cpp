#include "parsers/transaction/transaction.hpp"

#include <array>
#include <limits>
#include <utility>

#include "parsers/json/json.hpp"
#include "parsers/source/hex.hpp"
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

// Replaces each %XX by its byte. Returns nullopt if a '%' has no two hexadecimal digits after it.
std::optional<std::string> decoded(const std::string& text) {
  std::size_t percent = text.find('%');
  if (percent == std::string::npos) return text;
  std::string bytes;
  std::size_t from = 0;
  for (; percent != std::string::npos; percent = text.find('%', from)) {
    if (percent + 2 >= text.size()) return std::nullopt;
    const int high = hex_digit(text[percent + 1]);
    const int low = hex_digit(text[percent + 2]);
    if (high < 0 || low < 0) return std::nullopt;
    bytes.append(text, from, percent - from);
    bytes += static_cast<char>(high * 16 + low);
    from = percent + 3;
  }
  return bytes.append(text, from);
}

std::optional<FileGroup> parse_group(const Json& value) {
  FileGroup group;
  auto directory = decoded(value["in"].string_or(""));
  if (!directory || directory->empty()) return std::nullopt;
  group.directory = std::move(*directory);
  group.directories = value["directories"].boolean().value_or(false);
  group.ghosts = value["ghosts"].boolean().value_or(false);
  group.names.reserve(value["names"].items().size());
  for (const Json& name : value["names"].items()) {
    const std::string* text = name.text();
    auto bytes = text ? decoded(*text) : std::nullopt;
    if (!bytes) return std::nullopt;
    group.names.push_back(std::move(*bytes));
  }
  return group;
}

// Returns false if there are files of a wrong form.
bool parse_files(const Json& value, TransactionItem& item) {
  if (!value.is_array()) return value.is_null();
  std::vector<FileGroup> groups;
  groups.reserve(value.items().size());
  for (const Json& one : value.items()) {
    auto group = parse_group(one);
    if (!group) return false;
    groups.push_back(std::move(*group));
  }
  item.files = std::make_shared<const std::vector<FileGroup>>(std::move(groups));
  return true;
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
  item.package = {value["name"].string_or(""), text_or_number(value["epoch"]),
                  text_or_number(value["version"]), text_or_number(value["release"]),
                  value["arch"].string_or("")};
  item.package_file = value["deb"].string_or("");
  item.deb = !item.package_file.empty();
  if (!item.deb) item.package_file = value["rpm"].string_or("");
  if (item.package.name.empty() && !item.deb) {
    error = "an item has no 'name'";
    return std::nullopt;
  }
  const auto dbid = value["dbid"].integer();
  if (dbid && *dbid > 0 && *dbid <= std::numeric_limits<std::uint32_t>::max()) {
    item.dbid = static_cast<std::uint32_t>(*dbid);
  }
  if (!parse_files(value["files"], item)) {
    error = "the 'files' of '" + item.package.name + "' are not a file list";
    return std::nullopt;
  }
  return item;
}

}  // namespace

bool is_of_a_person(const Transaction& transaction) {
  return transaction.manager == kPerson;
}

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
  transaction.series = (*json)["series"].boolean().value_or(false);
  for (const Json& value : (*json)["items"].items()) {
    auto item = parse_item(value, error);
    if (!item) return std::nullopt;
    transaction.items.push_back(std::move(*item));
  }
  return transaction;
}

}  // namespace pkgmap
