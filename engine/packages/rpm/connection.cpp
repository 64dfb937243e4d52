#include "engine/packages/rpm/connection.hpp"

#include <fcntl.h>
#include <unistd.h>

#include "engine/packages/lock_holder.hpp"
#include "engine/packages/rpm/database_path.hpp"
#include "engine/packages/rpm/messages.hpp"
#include "engine/packages/rpm/signals.hpp"
#include "engine/packages/rpm/transaction_lock.hpp"
#include "engine/packages/rpm/versions.hpp"

namespace pkgmap::rpm {
namespace {

// As long as rpm itself may write one package.
constexpr std::chrono::seconds kLockBound{30};

// sqlite reads a database in WAL mode only if its -wal and -shm files exist or can be created.
std::string hint_for(const Location& location) {
  if (location.file != "rpmdb.sqlite") return {};
  const std::string file = location.directory + "/" + location.file;
  const bool log = ::access((file + "-wal").c_str(), F_OK) == 0;
  const bool writable = ::faccessat(AT_FDCWD, location.directory.c_str(), W_OK, AT_EACCESS) == 0;
  if (log || writable) return {};
  return "sqlite cannot read a database in WAL mode from a directory where it may not write; copy "
         "the database to another one and name that with --dbpath";
}

// Keeps the last part of "sqlite failure: CREATE TABLE ...: file is not a database".
std::string without_statement(const std::string& message) {
  if (!message.starts_with("sqlite failure: ")) return message;
  return message.substr(message.rfind(": ") + 2);
}

}  // namespace

Result<std::unique_ptr<RpmConnection>> RpmConnection::open(Location location) {
  std::unique_ptr<RpmConnection> connection(new RpmConnection(std::move(location)));
  if (Done opened = connection->connect(); !opened) return opened.error();
  if (Done plausible = connection->refuse_empty_beside_another(); !plausible) {
    return plausible.error();
  }
  return connection;
}

RpmConnection::~RpmConnection() {
  const SignalGuard signals;
  const Messages messages;
  transaction_set_.reset();
}

Done RpmConnection::connect() {
  place_.emplace(ReadingPlace::of(location_));
  if (Done free = wait_for_locks(location_, place_->linked(), kLockBound); !free) return free;
  const SignalGuard signals;
  const Messages messages;
  const DatabasePath path(place_->directory());
  transaction_set_.reset(rpmtsCreate());
  rpmtsSetVSFlags(transaction_set_.get(), kNoSignatures);
  const int status = rpmtsOpenDB(transaction_set_.get(), O_RDONLY);
  if (status == 0 && !messages.any()) return done();
  Error failure = error(messages.any() ? messages.first() : "it cannot be opened");
  failure.hint = hint_for(location_);
  return failure;
}

// Some rpm may have created an empty database next to the real one; it would say that no package
// owns a file.
Done RpmConnection::refuse_empty_beside_another() {
  if (location_.other.empty()) return done();
  bool empty = true;
  Done visited = visit_all([&](Header, int) { empty = false; });
  if (!visited || !empty) return visited;
  return error(location_.file + " has no packages, but " + location_.other +
               " is in the same directory");
}

Done RpmConnection::visit_index(rpmDbiTagVal index, const std::string& key, const Visit& visitor) {
  // librpm takes the key as a C string; an empty key would mean all packages.
  if (key.empty() || key.find('\0') != std::string::npos) return done();
  return visit(index, key.c_str(), 0, visitor);
}

Done RpmConnection::visit_instance(unsigned int instance, const Visit& visitor) {
  if (instance == 0) return done();
  return visit(RPMDBI_PACKAGES, &instance, sizeof(instance), visitor);
}

Done RpmConnection::visit_all(const Visit& visitor) {
  return visit(RPMDBI_PACKAGES, nullptr, 0, visitor);
}

// librpm verifies headers only in a transaction set, and each only once; a header visited here
// through the set would not be verified later.
Done RpmConnection::visit_all_unverified(const Visit& visitor) {
  if (Done free = wait_for_locks(location_, false, kLockBound); !free) return free;
  const Messages messages;
  const rpmdb database = rpmtsGetRdb(transaction_set_.get());
  const MatchIterator iterator(rpmdbInitIterator(database, RPMDBI_PACKAGES, nullptr, 0));
  if (Done visited = visit(iterator, 0, visitor); !visited) return visited;
  return messages.any() ? Done(error(messages.first())) : done();
}

// An unfinished statement keeps sqlite's read transaction and its locks.
MatchIterator RpmConnection::one_moment() {
  const Messages messages;
  MatchIterator iterator(
      rpmdbInitIterator(rpmtsGetRdb(transaction_set_.get()), RPMDBI_PACKAGES, nullptr, 0));
  rpmdbNextIterator(iterator.get());
  return iterator;
}

Done RpmConnection::visit(rpmDbiTagVal index, const void* key, std::size_t size,
                          const Visit& visitor) {
  if (Done free = wait_for_locks(location_, false, kLockBound); !free) return free;
  const Messages messages;
  const MatchIterator iterator(rpmtsInitIterator(transaction_set_.get(), index, key, size));
  // If the index names a record that the table of packages lacks, the iteration just ends.
  const int expected = index == RPMDBI_PACKAGES ? 0 : rpmdbGetIteratorCount(iterator.get());
  if (Done visited = visit(iterator, expected, visitor); !visited) return visited;
  // librpm skips a damaged header and only logs a message.
  return messages.any() ? Done(error(messages.first())) : done();
}

Done RpmConnection::visit(const MatchIterator& iterator, int expected, const Visit& visitor) {
  int seen = 0;
  while (Header header = rpmdbNextIterator(iterator.get())) {
    ++seen;
    visitor(header, static_cast<int>(rpmdbGetIteratorFileNum(iterator.get())));
  }
  const bool fewer = seen < expected;
  return fewer ? Done(error("an index names a record that does not exist")) : done();
}

std::string RpmConnection::cookie() {
  const Messages messages;
  if (!location_.indexed) return {};
  const Text cookie(rpmdbCookie(rpmtsGetRdb(transaction_set_.get())));
  return cookie && !messages.any() ? cookie.get() : "";
}

bool RpmConnection::in_transaction() const {
  return lock_holder(lock_file_of(location_.directory)).has_value();
}

Error RpmConnection::error(const std::string& why) const {
  return Error{ErrorCode::package_database,
               "cannot read the package database " + location_.directory + "/" + location_.file +
                   ": " + without_statement(why),
               {}};
}

}  // namespace pkgmap::rpm
