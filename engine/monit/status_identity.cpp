#include "engine/monit/status_identity.hpp"

#include <utility>

#include "engine/monit/control_file_name.hpp"
#include "engine/system/files/regular_file.hpp"
#include "engine/system/io.hpp"
#include "engine/system/users.hpp"
#include "parsers/source/printable.hpp"

namespace pkgmap {
namespace {

constexpr const char* kNotBelieved = ": it is not believed";

struct StoredId {
  std::string id;            ///< Empty: no id that may be compared.
  std::int64_t written = 0;  ///< ctime of the id file, seconds since the epoch.
};

// monit 5.33 writes 32 hex digits, without a newline.
StoredId read_id(const std::string& path) {
  const RegularFile file = open_regular(path);
  if (!file || !who_else_writes(file.status).empty()) return {};
  constexpr std::size_t kMostBytes = 128;
  std::string id = read_to_end(file.fd.get(), kMostBytes).value_or("");
  id.erase(id.find_last_not_of(" \n") + 1);
  return {id, file.status.st_ctim.tv_sec};
}

// The control file that the monit of another root calls /etc/monitrc may be /srv/root/etc/monitrc
// for us.
bool is_below_another_root(const std::string& ours, const std::string& theirs) {
  return theirs.starts_with('/') && ours.ends_with(theirs);
}

}  // namespace

StatusIdentity::StatusIdentity(Terms terms) : terms_(std::move(terms)) {
  if (terms_.idfile.empty()) terms_.idfile = home_directory() + "/.monit.id";
}

Done StatusIdentity::is_of(const status::Status& status, const Peer& peer) const {
  if (Done same = has_our_control_file(status, peer); !same) return same;
  return has_our_id(status, peer);
}

Done StatusIdentity::has_our_control_file(const status::Status& status, const Peer& peer) const {
  const std::string& theirs = status.control_file;
  if (theirs.empty() && !terms_.control_file.empty()) {
    return Error{ErrorCode::monit, "the monit that answers on " + terms_.where +
                                       " does not say which control file it runs with" +
                                       kNotBelieved};
  }
  if (same_control_file(theirs, terms_.control_file)) return done();
  const bool is_elsewhere =
      peer.known_by == Peer::KnownBy::policy || peer.known_by == Peer::KnownBy::certificate;
  if (is_elsewhere && is_below_another_root(terms_.control_file, theirs)) return done();
  return Error{ErrorCode::monit,
               "the monit that answers on " + terms_.where + " runs with the control file " +
                   printable(theirs) + ", not with " + terms_.control_file + kNotBelieved,
               "--monitrc FILE names the control file of the monit that is meant"};
}

// monit reads its id file when it reads its control file. So an id file that was written later is
// not compared; only for a monit whose process is known, since only its status tells the time.
Done StatusIdentity::has_our_id(const status::Status& status, const Peer& peer) const {
  const StoredId stored = read_id(terms_.idfile);
  if (stored.id.empty() || stored.id == status.id) return done();
  const bool is_process = peer.known_by == Peer::KnownBy::process;
  if (is_process && stored.written >= status.incarnation) return done();
  return Error{ErrorCode::monit,
               "the monit that answers on " + terms_.where + " has the id " + printable(status.id) +
                   ", but " + terms_.idfile + " holds another" + kNotBelieved,
               "it is another monit, or its id file was replaced: then reload monit"};
}

}  // namespace pkgmap
