#include "engine/queries/transaction_of.hpp"

#include <algorithm>
#include <utility>

#include "engine/facts/control_file.hpp"
#include "engine/facts/gather.hpp"
#include "engine/facts/transaction_system.hpp"
#include "engine/queries/words.hpp"

namespace pkgmap {
namespace {

Result<PackageChoices> packages_called(const std::string& word,
                                       const std::vector<rules::CheckFacts>& checks,
                                       PackageDatabase& database, const Settings& settings) {
  auto choices = choose_packages(word, database);
  if (!choices || !choices->packages.empty()) return choices;
  auto meaning = interpret(word, checks, database, settings.root);
  if (!meaning) return meaning.error();
  if (!meaning->packages.packages.empty()) {
    settings.tell(meaning->said);
    return std::move(meaning->packages);
  }
  return means_nothing(ErrorCode::usage, word, checks, database);
}

TransactionItem item_of(const PackageChoice& choice) {
  TransactionItem item;
  item.action = ItemAction::upgrade;
  item.package = choice.package.nevra;
  item.package_file = choice.package_file;
  item.deb = choice.package.nevra.system == rules::PackageSystem::dpkg;
  return item;
}

}  // namespace

Result<Transaction> transaction_of(const Settings& told, const std::vector<std::string>& words,
                                   int pid) {
  const Settings settings = with_system_of(words, told);
  const auto parsed = load_control_file(settings);
  if (!parsed) return parsed.error();
  const auto checks =
      gather_checks(parsed->control_file.checks, settings.root, parsed->control_file.path, pid);
  auto database = open_package_database(
      {settings.root, settings.dbpath, false, settings.libexec, settings.packages});
  if (!database) return database.error();
  Transaction transaction{kPerson, pid, {}};
  for (const std::string& word : words) {
    auto choices = packages_called(word, checks, **database, settings);
    if (!choices) return choices.error();
    for (const PackageChoice& choice : choices->packages) {
      if (!choice.triggered) transaction.items.push_back(item_of(choice));
    }
  }
  return transaction;
}

}  // namespace pkgmap
