#include "engine/session/acts/heard.hpp"

#include <algorithm>
#include <utility>

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

}  // namespace

void begin_to_listen(const std::string& log, const std::string& session,
                     const std::vector<SessionRecord>& others,
                     const std::vector<SessionRecord>& dead, const Journal& journal, Host& host) {
  const auto now = host.monit_log(log, std::nullopt);
  if (!now) return;
  auto requests = known_requests(journal, host);
  if (!requests || others.empty() || requests->log != log || !is_same(*now, *requests)) {
    requests = OwnRequests{host.boot(), log, now->device, now->inode, {}, {}};
  }
  Listener mine{session, now->size};
  for (const SessionRecord& other : dead) {
    if (const Listener* theirs = requests->find(other.id)) {
      mine.from = std::min(mine.from, theirs->from);
    }
  }
  std::erase_if(requests->listeners, [&](const Listener& one) {
    return std::none_of(others.begin(), others.end(),
                        [&](const SessionRecord& other) { return other.id == one.session; });
  });
  requests->listeners.push_back(mine);
  static_cast<void>(write_own_requests(journal.store(), *requests));
}

OwnRequest::OwnRequest(const Journal* journal, Host& host) : journal_(journal), host_(host) {
  if (!journal_) return;
  requests_ = known_requests(*journal_, host_);
  if (!requests_) return;
  const auto now = host_.monit_log(requests_->log, std::nullopt);
  if (!now || !is_same(*now, *requests_)) {
    requests_.reset();
    return;
  }
  // The lock is ours, so whoever made the earlier request makes it no more.
  for (rules::LogStretch& one : requests_->stretches) {
    if (one.to < 0) one.to = now->size;
  }
  requests_->stretches.push_back({now->size});
  if (!write_own_requests(journal_->store(), *requests_)) requests_.reset();
}

void OwnRequest::end(bool answered) {
  if (!requests_ || !answered) return;
  const auto now = host_.monit_log(requests_->log, std::nullopt);
  if (!now || !is_same(*now, *requests_)) return;
  requests_->stretches.back().to = now->size;
  static_cast<void>(write_own_requests(journal_->store(), *requests_));
}

rules::SaidOff heard(const SessionRecord& record, const std::vector<std::string>& checks,
                     const Journal& journal, Host& host) {
  const auto requests = known_requests(journal, host);
  const Listener* mine = requests ? requests->find(record.id) : nullptr;
  if (!mine) return {};
  const auto log = host.monit_log(requests->log, mine->from);
  if (!log || !is_same(*log, *requests)) return {};
  auto said =
      rules::said_off(status::parse_log(log->text), mine->from, requests->stretches, checks);
  for (std::vector<std::string>* list : {&said.certain, &said.perhaps}) {
    std::erase_if(*list, [&](const std::string& name) { return record.find(name) == nullptr; });
  }
  return said;
}

}  // namespace pkgmap
