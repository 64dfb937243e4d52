#include "parsers/transaction/apt_plan.hpp"

#include <algorithm>
#include <utility>

namespace pkgmap {
namespace {

constexpr std::string_view kInstall = "Inst ";
constexpr std::string_view kRemove = "Remv ";
constexpr std::string_view kPurge = "Purg ";

std::string_view take_word(std::string_view& text) {
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  const std::size_t end = std::min(text.find(' '), text.size());
  const std::string_view word = text.substr(0, end);
  text.remove_prefix(end);
  return word;
}

// "[1.2-3]" -> "1.2-3"; empty if the word is another one.
std::string_view in_brackets(std::string_view word) {
  if (word.size() < 3 || word.front() != '[' || word.back() != ']') return {};
  return word.substr(1, word.size() - 2);
}

// "name:arch" of a foreign architecture.
void set_name(std::string_view word, TransactionItem& item) {
  const std::size_t colon = std::min(word.find(':'), word.size());
  item.package.name = word.substr(0, colon);
  if (colon < word.size()) item.package.arch = word.substr(colon + 1);
}

bool read_install(std::string_view line, Transaction& transaction) {
  TransactionItem incoming;
  incoming.action = ItemAction::install;
  set_name(take_word(line), incoming);
  std::string_view word = take_word(line);
  const std::string_view old = in_brackets(word);
  if (!old.empty()) {
    incoming.action = ItemAction::upgrade;
    word = take_word(line);
  }
  const std::size_t end = line.find("])");
  const std::size_t begin = line.rfind('[', end);
  if (!word.starts_with('(') || word.size() < 2 || end == std::string_view::npos ||
      begin == std::string_view::npos) {
    return false;
  }
  incoming.package.version = word.substr(1);
  incoming.package.arch = line.substr(begin + 1, end - begin - 1);
  if (incoming.package.name.empty() || incoming.package.arch.empty()) return false;
  if (!old.empty()) {
    TransactionItem outgoing = incoming;
    outgoing.action = ItemAction::remove;
    outgoing.package.version = old;
    transaction.items.push_back(std::move(outgoing));
  }
  transaction.items.push_back(std::move(incoming));
  return true;
}

bool read_removal(std::string_view line, Transaction& transaction) {
  TransactionItem item;
  item.action = ItemAction::remove;
  set_name(take_word(line), item);
  item.package.version = in_brackets(take_word(line));
  if (item.package.name.empty() || item.package.version.empty()) return false;
  transaction.items.push_back(std::move(item));
  return true;
}

}  // namespace

std::optional<Transaction> parse_apt_plan(std::string_view text, std::string& error) {
  Transaction transaction;
  transaction.manager = "apt";
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const bool install = line.starts_with(kInstall);
    const bool remove = line.starts_with(kRemove) || line.starts_with(kPurge);
    if (!install && !remove) continue;
    const std::string_view rest = line.substr(kInstall.size());
    if (install ? read_install(rest, transaction) : read_removal(rest, transaction)) continue;
    error = "the line '" + std::string(line.substr(0, 200)) + "' is not understood";
    return std::nullopt;
  }
  return transaction;
}

}  // namespace pkgmap
