#include "engine/packages/confined_headers.hpp"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <utility>
#include <variant>

#include "engine/packages/header_protocol.hpp"
#include "engine/system/files/paths.hpp"
#include "engine/system/files/regular_file.hpp"
#include "engine/system/process/libexec.hpp"

namespace pkgmap {
namespace {

using PackageFile = PackageDatabase::PackageFile;
using Progress = Helper::Progress;

constexpr std::chrono::seconds kLongestAnswerTime{10};
constexpr std::chrono::milliseconds kGrace{200};
// A transaction with many malicious packages must not be delayed by each of them.
constexpr int kMostDeaths = 100;
constexpr int kMostLate = 2;

Error refused(std::string message) {
  return Error{ErrorCode::failed, std::move(message), {}};
}

Error unread(const std::string& path, const std::string& why) {
  return refused("the header of " + path + " was not read: " + why);
}

Result<Fd> open_package(const std::string& path, const std::string& kind) {
  if (path.find('\0') != std::string::npos) return refused("a path with a NUL byte");
  RegularFile file = open_regular(path);
  if (file) return std::move(file.fd);
  if (file.error != 0) return refused("cannot open " + path + ": " + file.why());
  return refused(path + " is not " + kind + ": it is not a regular file");
}

bool was_asked_for(const PackageFile& package, const FileFilter* only) {
  return !only || std::all_of(package.files.begin(), package.files.end(),
                              [&](const FileEntry& file) { return only->takes(file.path); });
}

}  // namespace

/// One request to one process.
struct ConfinedHeaders::Attempt {
  std::optional<headers::Answer> answer;
  std::string trouble;  ///< The reason if there is no answer.
  bool died = false;
};

Done ConfinedHeaders::start() {
  if (helper_) return done();
  auto started = Helper::begin({program_});
  if (!started) return started.error();
  helper_ = std::move(*started);
  filter_.reset();
  answers_ = 0;
  return done();
}

ConfinedHeaders::Attempt ConfinedHeaders::ask(const Fd& file, const FileFilter* only) {
  const auto deadline = Helper::Clock::now() + kLongestAnswerTime;
  Progress state = Progress::well;
  if (only && filter_ != *only) {
    state = helper_->send(headers::encode(headers::Filter{*only}), -1, deadline);
    filter_ = *only;
  }
  std::string bytes;
  if (state == Progress::well) {
    state = helper_->send(headers::encode(headers::Read{only != nullptr}), file.get(), deadline);
  }
  if (state == Progress::well) state = helper_->receive(bytes, headers::kLongestAnswer, deadline);

  Attempt attempt;
  if (state == Progress::well) attempt.answer = headers::decode_answer(bytes);
  if (attempt.answer) {
    const auto* package = std::get_if<PackageFile>(&*attempt.answer);
    if (package && !was_asked_for(*package, only)) attempt.answer.reset();
  }
  if (attempt.answer) {
    ++answers_;
    return attempt;
  }
  attempt.died = state == Progress::ended;
  const std::string how = helper_->end(attempt.died ? kGrace : std::chrono::milliseconds{});
  helper_.reset();
  if (attempt.died) {
    ++deaths_;
    attempt.trouble = base_name_of(program_) + " died while reading it (" + how + ")";
  } else if (state == Progress::late) {
    ++late_;
    attempt.trouble = "reading it took longer than 10 s";
  } else {
    attempt.trouble = base_name_of(program_) + " gave an invalid answer";
  }
  return attempt;
}

Result<PackageFile> ConfinedHeaders::read(const std::string& path, const FileFilter* only) {
  const Result<Fd> file = open_package(path, kind_);
  if (!file) return file.error();
  for (;;) {
    if (deaths_ > kMostDeaths || late_ >= kMostLate) {
      return unread(path, "too many packages of this transaction could not be read");
    }
    if (Done started = start(); !started) return unread(path, started.error().message);
    if (Done runs = helper_->runs(); !runs) {
      helper_.reset();
      return unread(path, runs.error().message);
    }
    // Earlier files may have damaged the process that died, so a fresh one gets a second try.
    const bool is_fresh = answers_ == 0;
    Attempt attempt = ask(*file, only);
    if (attempt.died && !is_fresh) {
      if (::lseek(file->get(), 0, SEEK_SET) == 0) continue;
    }
    if (!attempt.answer) return unread(path, attempt.trouble);
    if (const auto* refusal = std::get_if<headers::Refusal>(&*attempt.answer)) {
      return refused(path + " " + refusal->why);
    }
    return std::get<PackageFile>(std::move(*attempt.answer));
  }
}

std::shared_ptr<ConfinedHeaders> reader_of(const DatabaseOptions& options,
                                           rules::PackageSystem system) {
  if (options.reader) return options.reader;
  const std::string libexec = options.libexec.empty() ? libexec_directory() : options.libexec;
  if (system == rules::PackageSystem::rpm) {
    return std::make_shared<ConfinedHeaders>(libexec + "/monit-pkgmap-headers");
  }
  return std::make_shared<ConfinedHeaders>(libexec + "/monit-pkgmap-debs", "a Debian package");
}

}  // namespace pkgmap
