#include "parsers/monitrc/subject.hpp"

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

constexpr std::array kSubjects = {
    Subject{Keyword::checksum, TestKind::checksum, kFile, kFailed | kChanged},
    Subject{Keyword::md5, TestKind::checksum, kFile, kFailed | kChanged},
    Subject{Keyword::sha1, TestKind::checksum, kFile, kFailed | kChanged},
    Subject{Keyword::sha256, TestKind::checksum, kFile, kFailed | kChanged},
    Subject{Keyword::permission, TestKind::permission, kPaths, kFailed | kChanged},
    Subject{Keyword::uid, TestKind::uid, kPaths | kProcess, kFailed},
    Subject{Keyword::euid, TestKind::euid, kProcess, kFailed},
    Subject{Keyword::gid, TestKind::gid, kPaths | kProcess, kFailed},
    Subject{Keyword::size, TestKind::size, kFile, kCompared | kChanged},
    Subject{Keyword::timestamp, TestKind::timestamp, kEntries, kCompared | kChanged},
    Subject{Keyword::hardlink, TestKind::hardlink, kEntries, kCompared | kChanged},
    Subject{Keyword::exist, TestKind::exist, kPaths | kProcess, kCompared},
    Subject{Keyword::content, TestKind::content, kFile | kProgram, kCompared},
    Subject{Keyword::matching, TestKind::content, kFile, kCompared},
    Subject{Keyword::pid, TestKind::pid, kProcess, kChanged},
    Subject{Keyword::ppid, TestKind::ppid, kProcess, kChanged},
    Subject{Keyword::uptime, TestKind::uptime, kProcess | kSystem, kCompared},
    Subject{Keyword::resource, TestKind::resource, kProcess | kSystem, kCompared},
    Subject{Keyword::read_write, TestKind::resource, kProcess, kCompared},
    Subject{Keyword::read_write, TestKind::io, kFilesystem, kCompared},
    Subject{Keyword::service_time, TestKind::io, kFilesystem, kCompared},
    Subject{Keyword::filedescriptors, TestKind::filedescriptors, kProcess | kSystem, kCompared},
    Subject{Keyword::connection, TestKind::connection, kProcess | kHost, kFailed | kSucceeded},
    Subject{Keyword::host, TestKind::connection, kProcess | kHost, kFailed | kSucceeded},
    Subject{Keyword::port, TestKind::connection, kProcess | kHost, kFailed | kSucceeded},
    Subject{Keyword::unixsocket, TestKind::connection, kProcess | kHost, kFailed | kSucceeded},
    Subject{Keyword::protocol, TestKind::connection, kProcess | kHost, kFailed | kSucceeded},
    Subject{Keyword::space, TestKind::space, kFilesystem, kCompared},
    Subject{Keyword::inode, TestKind::inode, kFilesystem, kCompared},
    Subject{Keyword::fsflags, TestKind::fsflags, kFilesystem, kChanged},
    Subject{Keyword::link, TestKind::link, kNetwork, kFailed | kChanged | kCompared},
    Subject{Keyword::saturation, TestKind::saturation, kNetwork, kCompared},
    Subject{Keyword::traffic, TestKind::traffic, kNetwork, kCompared},
    Subject{Keyword::status, TestKind::status, kProgram, kCompared | kChanged},
    Subject{Keyword::security, TestKind::security, kProcess, kFailed},
};

constexpr std::array<std::string_view, 26> kWords = {
    "checksum", "permission", "uid",    "euid",       "gid",      "size",   "timestamp",
    "exist",    "content",    "match",  "pid",        "ppid",     "uptime", "cpu",
    "memory",   "loadavg",    "port",   "unixsocket", "ping",     "host",   "space",
    "inode",    "status",     "failed", "changed",    "succeeded"};

}  // namespace

const Subject* find_subject(Keyword keyword, CheckType type) {
  const Subject* other = nullptr;
  for (const Subject& subject : kSubjects) {
    if (subject.keyword != keyword) continue;
    if (subject.is_of(type)) return &subject;
    other = &subject;
  }
  return other;
}

std::span<const std::string_view> subject_words() {
  return kWords;
}

}  // namespace pkgmap::monitrc
