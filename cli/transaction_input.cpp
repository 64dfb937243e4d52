#include "cli/transaction_input.hpp"

#include <utility>

#include "cli/text_input.hpp"
#include "engine/queries/transaction_of.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::cli {
Result<std::string> read_transaction_text(const std::string& file) {
  return text_input("the transaction", file);
}

Result<Transaction> read_transaction(const Options& options) {
  const auto text = options.transaction_text ? Result<std::string>(*options.transaction_text)
                                             : read_transaction_text(options.transaction);
  if (!text) return text.error();
  std::string problem;
  auto transaction = parse_transaction(*text, problem);
  if (!transaction) {
    return Error{ErrorCode::usage, "the transaction cannot be understood: " + problem,
                 "monit-pkgmap-formats(5) describes it"};
  }
  return std::move(*transaction);
}

std::string text_of(const Transaction& transaction) {
  Json items = Json::array();
  for (const TransactionItem& item : transaction.items) {
    items.push(Json::object()
                   .set("action", name_of(item.action))
                   .set("name", item.package.name)
                   .set("epoch", item.package.epoch)
                   .set("version", item.package.version)
                   .set("release", item.package.release)
                   .set("arch", item.package.arch)
                   .set(item.deb ? "deb" : "rpm", Json::text_or_null(item.package_file)));
  }
  return Json::object()
      .set("schema", 1)
      .set("manager", transaction.manager)
      .set("pid", transaction.pid)
      .set("items", std::move(items))
      .dump(-1);
}

Result<Transaction> transaction_asked_for(const Options& options, int pid) {
  if (options.transaction.empty()) {
    return transaction_of(options.settings, options.packages, pid);
  }
  auto transaction = read_transaction(options);
  if (transaction && transaction->pid == 0) transaction->pid = pid;
  return transaction;
}

int status_of(const SuspendOutcome& outcome) {
  if (outcome.trouble) return static_cast<int>(outcome.trouble->code);
  return static_cast<int>(outcome.not_suspended.empty() ? ErrorCode{} : ErrorCode::failed);
}

}  // namespace pkgmap::cli
