#include "parsers/monitrc/tests/subject.hpp"

#include <array>

namespace pkgmap::monitrc {
namespace {

constexpr std::uint16_t bit(CheckType type) {
  return static_cast<std::uint16_t>(1U << static_cast<unsigned>(type));
}

constexpr std::uint16_t kFilesystem = bit(CheckType::filesystem);
constexpr std::uint16_t kDirectory = bit(CheckType::directory);
constexpr std::uint16_t kFile = bit(CheckType::file);
constexpr std::uint16_t kProcess = bit(CheckType::process);
constexpr std::uint16_t kHost = bit(CheckType::host);
constexpr std::uint16_t kSystem = bit(CheckType::system);
constexpr std::uint16_t kFifo = bit(CheckType::fifo);
constexpr std::uint16_t kProgram = bit(CheckType::program);
constexpr std::uint16_t kNetwork = bit(CheckType::network);

constexpr std::uint16_t kEntries = kDirectory | kFile | kFifo;
constexpr std::uint16_t kPaths = kEntries | kFilesystem;
constexpr std::uint16_t kServers = kProcess | kHost;
constexpr std::uint8_t kAsked = kFailed | kSucceeded;

using K = Keyword;
using T = TestKind;

constexpr std::array kSubjects = {
    Subject{K::checksum, T::checksum, kFile, kFailed | kChanged, read_checksum},
    Subject{K::md5, T::checksum, kFile, kFailed | kChanged, read_checksum},
    Subject{K::sha1, T::checksum, kFile, kFailed | kChanged, read_checksum},
    Subject{K::sha256, T::checksum, kFile, kFailed | kChanged, read_checksum},
    Subject{K::permission, T::permission, kPaths, kFailed | kChanged, read_permission},
    Subject{K::uid, T::uid, kPaths | kProcess, kFailed, read_owner},
    Subject{K::euid, T::euid, kProcess, kFailed, read_owner},
    Subject{K::gid, T::gid, kPaths | kProcess, kFailed, read_owner},
    Subject{K::size, T::size, kFile, kCompared | kChanged, read_size},
    Subject{K::timestamp, T::timestamp, kEntries, kCompared | kChanged, read_timestamp},
    Subject{K::hardlink, T::hardlink, kEntries, kCompared | kChanged, read_hardlink},
    Subject{K::exist, T::exist, kPaths | kProcess, kCompared | kNot, read_exist},
    Subject{K::content, T::content, kFile | kProgram, kCompared, read_content},
    Subject{K::matching, T::content, kFile, kCompared | kNot, read_match},
    Subject{K::pid, T::pid, kProcess, kChanged, read_changed},
    Subject{K::ppid, T::ppid, kProcess, kChanged, read_changed},
    Subject{K::fsflags, T::fsflags, kFilesystem, kChanged, read_changed},
    Subject{K::uptime, T::uptime, kProcess | kSystem, kCompared, read_uptime},
    Subject{K::resource, T::resource, kProcess | kSystem, kCompared, read_resources},
    Subject{K::disk, T::resource, kProcess, kCompared, read_resources},
    Subject{K::read_write, T::resource, kProcess, kCompared, read_resources},
    Subject{K::read_write, T::io, kFilesystem, kCompared, read_input_output},
    Subject{K::service_time, T::io, kFilesystem, kCompared, read_service_time},
    Subject{K::filedescriptors, T::filedescriptors, kProcess | kSystem, kCompared,
            read_filedescriptors},
    Subject{K::total, T::filedescriptors, kProcess | kNetwork, kCompared, read_total},
    Subject{K::host, T::connection, kServers, kAsked, read_port},
    Subject{K::port, T::connection, kServers, kAsked, read_port},
    Subject{K::url, T::connection, kServers, kAsked, read_url},
    Subject{K::unixsocket, T::connection, kProcess, kAsked, read_socket},
    Subject{K::ping, T::connection, kHost, kAsked, read_ping},
    Subject{K::icmp, T::connection, kHost, kAsked, read_ping},
    Subject{K::space, T::space, kFilesystem, kCompared, read_space},
    Subject{K::inode, T::inode, kFilesystem, kCompared, read_space},
    Subject{K::link, T::link, kNetwork, kFailed | kChanged | kCompared, read_link},
    Subject{K::saturation, T::saturation, kNetwork, kCompared, read_saturation},
    Subject{K::traffic, T::traffic, kNetwork, kCompared, read_traffic},
    Subject{K::status, T::status, kProgram, kCompared | kChanged, read_status},
    Subject{K::security, T::security, kProcess, kFailed | kCompared, read_security},
};

constexpr std::array<std::string_view, 36> kSubjectWords = {
    "checksum", "permission", "uid",       "euid",
    "gid",      "size",       "timestamp", "exist",
    "content",  "match",      "pid",       "ppid",
    "uptime",   "cpu",        "memory",    "loadavg",
    "port",     "unixsocket", "ping",      "host",
    "space",    "inode",      "status",    "failed",
    "changed",  "succeeded",  "children",  "threads",
    "swap",     "read",       "write",     "filedescriptors",
    "upload",   "download",   "link",      "saturation"};

}  // namespace

const Subject* find_subject(const Token& word, CheckType type) {
  if (word.kind != TokenKind::word) return nullptr;
  const Subject* other = nullptr;
  for (const Subject& subject : kSubjects) {
    if (subject.keyword != word.keyword) continue;
    if (subject.is_of(type)) return &subject;
    other = &subject;
  }
  return other;
}

std::span<const std::string_view> subject_words() {
  return kSubjectWords;
}

}  // namespace pkgmap::monitrc
