#include "engine/session/acts/heard.hpp"

#include <algorithm>
#include <utility>

#include "engine/journal/watchers.hpp"
#include "parsers/status/log.hpp"

namespace pkgmap {
namespace {

bool is_same(const MonitLog& log, const OwnRequests& requests) {
  return log.device == requests.device && log.inode == requests.inode;
}

// Since this boot, with the log that is there now.
std::optional<OwnRequests> known_requests(const Journal& journal, Host& host) {
  auto requests = read_own_requests(journal.store());
  if (!requests || requests->boot_id != host.boot()) return std::nullopt;
  return requests;
}

// Whether the log is another one by now, or was cut off (logrotate's copytruncate keeps the inode).
bool is_gone(const std::optional<MonitLog>& now, const OwnRequests& requests) {
  std::int64_t noted = 0;
  for (const rules::LogStretch& one : requests.stretches) {
    noted = std::max({noted, one.from, one.to});
  }
  return !now || !is_same(*now, requests) || now->size < noted;
}

// From which byte on a word about the check counts: from where those who have it suspended listen
// for it, the last of them; else from now on.
std::int64_t heard_since(const std::string& check, const OwnRequests& requests,
                         const std::vector<const SessionRecord*>& holders, std::int64_t now) {
  std::int64_t since = -1;
  for (const SessionRecord* holder : holders) {
    const Listener* theirs = requests.find(holder->id);
    if (theirs && holds(*holder, check)) since = std::max(since, requests.from_of(*theirs, check));
  }
  return since < 0 ? now : since;
}

// The sessions from which the session may have learned that it has a check: live ones, among them
// its own record so far, leftover checks, and the dead ones as they are taken over.
std::vector<const SessionRecord*> holders_before(const std::vector<SessionRecord>& others,
                                                 const std::vector<SessionRecord>& dead) {
  std::vector<const SessionRecord*> holders;
  for (const SessionRecord& other : dead) holders.push_back(&other);
  for (const SessionRecord& other : others) {
    const bool is_dead = std::any_of(dead.begin(), dead.end(),
                                     [&](const SessionRecord& one) { return one.id == other.id; });
    if (!is_dead) holders.push_back(&other);
  }
  return holders;
}

void forget_ended(const SessionRecord& record, const std::vector<SessionRecord>& others,
                  OwnRequests& requests) {
  std::erase_if(requests.listeners, [&](const Listener& one) {
    return one.session != record.id &&
           std::none_of(others.begin(), others.end(),
                        [&](const SessionRecord& other) { return other.id == one.session; });
  });
}

// `since`: from where on the session listens for each of its checks.
void add_listeners(const SessionRecord& record, const std::vector<std::int64_t>& since,
                   std::int64_t now, OwnRequests& requests) {
  if (!requests.find(record.id)) {
    std::int64_t first = now;
    for (const std::int64_t from : since) first = std::min(first, from);
    requests.listeners.push_back({record.id, first});
  }
  const Listener whole = *requests.find(record.id);
  for (std::size_t i = 0; i < since.size(); ++i) {
    const std::string& check = record.checks[i].name;
    if (since[i] <= requests.from_of(whole, check)) continue;
    requests.listeners.push_back({record.id, since[i], check});
  }
}

}  // namespace

void begin_to_listen(const std::string& log, const SessionRecord& record,
                     const std::vector<SessionRecord>& others,
                     const std::vector<SessionRecord>& dead, const Journal& journal, Host& host) {
  const auto now = host.monit_log(log, std::nullopt);
  if (!now) return;
  auto requests = known_requests(journal, host);
  const bool joins = requests && requests->find(record.id);
  if (joins && is_gone(now, *requests)) return forget_own_requests(journal.store());
  if (!joins && (!requests || others.empty() || requests->log != log || is_gone(now, *requests))) {
    requests = OwnRequests{host.boot(), log, now->device, now->inode, {}, {}};
  }
  forget_ended(record, others, *requests);
  const auto holders = holders_before(others, dead);
  std::vector<std::int64_t> since;
  for (const SuspendedCheck& check : record.checks) {
    since.push_back(heard_since(check.name, *requests, holders, now->size));
  }
  add_listeners(record, since, now->size, *requests);
  static_cast<void>(write_own_requests(journal.store(), *requests));
}

OwnRequest::OwnRequest(const Journal* journal, Host& host) : journal_(journal), host_(host) {
  if (!journal_) return;
  requests_ = known_requests(*journal_, host_);
  const auto now = requests_ ? host_.monit_log(requests_->log, std::nullopt) : std::nullopt;
  if (!requests_ || is_gone(now, *requests_)) {
    forget();
    return;
  }
  // The lock is ours, so whoever made the earlier request makes it no more.
  for (rules::LogStretch& one : requests_->stretches) {
    if (one.to < 0) one.to = now->size;
  }
  requests_->stretches.push_back({now->size});
  if (!write_own_requests(journal_->store(), *requests_)) requests_.reset();
}

// A request that nobody can tell from somebody else's would count as a word.
void OwnRequest::forget() {
  requests_.reset();
  forget_own_requests(journal_->store());
}

void OwnRequest::end(bool answered) {
  if (!requests_ || !answered) return;
  const auto now = host_.monit_log(requests_->log, std::nullopt);
  if (is_gone(now, *requests_)) return forget();
  requests_->stretches.back().to = now->size;
  static_cast<void>(write_own_requests(journal_->store(), *requests_));
}

rules::SaidOff heard(const SessionRecord& record, const CheckNames& checks, const Journal& journal,
                     Host& host) {
  const auto requests = known_requests(journal, host);
  const Listener* mine = requests ? requests->find(record.id) : nullptr;
  if (!mine) return {};
  // A byte more, which must end a line: nobody may have cut the log off and written it anew.
  const std::int64_t from = std::max<std::int64_t>(mine->from - 1, 0);
  const auto log = host.monit_log(requests->log, from);
  if (is_gone(log, *requests)) return {};
  if (mine->from > 0 && !log->text.starts_with('\n')) return {};
  auto lines = status::parse_log(std::string_view(log->text).substr(mine->from > 0 ? 1 : 0));
  for (status::LogLine& line : lines) {
    const std::int64_t at = mine->from + static_cast<std::int64_t>(line.begin);
    const bool request = line.kind == status::LogLine::Kind::request;
    if (request && at < requests->from_of(*mine, line.check)) {
      line.kind = status::LogLine::Kind::plain;
    }
  }
  auto said = rules::said_off(lines, mine->from, requests->stretches, checks);
  for (CheckNames* list : {&said.certain, &said.perhaps}) {
    std::erase_if(*list, [&](const std::string& name) { return record.find(name) == nullptr; });
  }
  return said;
}

}  // namespace pkgmap
