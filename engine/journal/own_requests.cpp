#include "engine/journal/own_requests.hpp"

#include <algorithm>
#include <utility>

#include "engine/journal/exact_text.hpp"
#include "engine/journal/read_text.hpp"

namespace pkgmap {
namespace {

// Every text is as long, so that a text replaces the whole text before it.
constexpr std::size_t kLength = 16'384;
constexpr std::size_t kMostStretches = 80;

// Two stretches with everything between them count as one: a word of somebody else's there is lost.
std::vector<rules::LogStretch> as_few(std::vector<rules::LogStretch> stretches) {
  while (stretches.size() > kMostStretches) {
    stretches[1].from = stretches[0].from;
    stretches.erase(stretches.begin());
  }
  return stretches;
}

std::string text_of(const OwnRequests& requests) {
  Json stretches = Json::array();
  for (const rules::LogStretch& one : as_few(requests.stretches)) {
    stretches.push(Json::object().set("from", one.from).set("to", one.to));
  }
  Json listeners = Json::array();
  for (const Listener& one : requests.listeners) {
    Json listener = Json::object().set("session", one.session).set("from", one.from);
    if (!one.check.empty()) listener.set("check", exact(one.check));
    listeners.push(std::move(listener));
  }
  return Json::object()
      .set("boot_id", requests.boot_id)
      .set("log", exact(requests.log))
      .set("device", static_cast<std::int64_t>(requests.device))
      .set("inode", static_cast<std::int64_t>(requests.inode))
      .set("stretches", std::move(stretches))
      .set("listeners", std::move(listeners))
      .dump();
}

}  // namespace

const Listener* OwnRequests::find(const std::string& session) const {
  for (const Listener& one : listeners) {
    if (one.session == session && one.check.empty()) return &one;
  }
  return nullptr;
}

std::int64_t OwnRequests::from_of(const Listener& session, const std::string& check) const {
  std::int64_t from = session.from;
  for (const Listener& one : listeners) {
    const bool later = one.session == session.session && one.check == check;
    if (later) from = std::max(from, one.from);
  }
  return from;
}

std::optional<OwnRequests> read_own_requests(const StateStore& store) {
  if (!store.has(kOwnRequestsFile)) return std::nullopt;
  const auto text = read_text(store, kOwnRequestsFile, kLength);
  const auto json = text ? Json::parse(*text) : std::nullopt;
  if (!json || !(*json)["stretches"].is_array()) return std::nullopt;
  OwnRequests requests;
  requests.boot_id = (*json)["boot_id"].string_or("");
  requests.log = exact_text((*json)["log"]);
  requests.device = static_cast<std::uint64_t>((*json)["device"].integer().value_or(0));
  requests.inode = static_cast<std::uint64_t>((*json)["inode"].integer().value_or(0));
  for (const Json& one : (*json)["stretches"].items()) {
    requests.stretches.push_back(
        {one["from"].integer().value_or(0), one["to"].integer().value_or(-1)});
  }
  for (const Json& one : (*json)["listeners"].items()) {
    requests.listeners.push_back({one["session"].string_or(""), one["from"].integer().value_or(0),
                                  exact_text(one["check"])});
  }
  return requests;
}

Done write_own_requests(const StateStore& store, const OwnRequests& requests) {
  std::string text = text_of(requests);
  Done written = Error{ErrorCode::failed, "the text about monit's log is too long"};
  if (text.size() < kLength) {
    text.resize(kLength - 1, ' ');
    written = store.overwrite(kOwnRequestsFile, text + '\n');
  }
  if (!written) forget_own_requests(store);
  return written;
}

void forget_own_requests(const StateStore& store) {
  if (store.has(kOwnRequestsFile)) static_cast<void>(store.remove(kOwnRequestsFile));
}

}  // namespace pkgmap
