#include "engine/journal/guard_signature.hpp"

#include <optional>
#include <sstream>
#include <utility>

#include "engine/journal/read_text.hpp"

namespace pkgmap {
namespace {

std::string signature_of(const std::string& session) {
  return session + ".guard";
}

std::optional<NamedProcess> read_signature(const StateStore& store, const std::string& session) {
  const auto text = read_text(store, signature_of(session));
  if (!text) return std::nullopt;
  std::istringstream words(*text);
  NamedProcess guard;
  words >> guard.boot_id >> guard.pid >> guard.start_time;
  return words && guard.pid > 0 ? std::optional(guard) : std::nullopt;
}

}  // namespace

Done write_signature(const StateStore& store, const std::string& session,
                     const NamedProcess& guard) {
  return store.write_with_room(signature_of(session), guard.boot_id + ' ' +
                                                          std::to_string(guard.pid) + ' ' +
                                                          std::to_string(guard.start_time) + '\n');
}

Done remove_signature(const StateStore& store, const std::string& session) {
  return store.remove_unsynced(signature_of(session));
}

bool is_signed_by(const StateStore& store, const std::string& session, const NamedProcess& guard) {
  const auto known = read_signature(store, session);
  return known && known->boot_id == guard.boot_id && known->pid == guard.pid &&
         known->start_time == guard.start_time;
}

SessionRecord with_signature(const StateStore& store, SessionRecord record) {
  if (!store.has(signature_of(record.id))) return record;
  const auto guard = read_signature(store, record.id);
  if (!guard) {
    record.is_earlier = true;
  } else if (guard->boot_id == record.boot_id) {
    record.guard_pid = guard->pid;
    record.guard_start_time = guard->start_time;
  }
  return record;
}

}  // namespace pkgmap
