#include "engine/image/archive_client.hpp"

#include <chrono>
#include <memory>
#include <utility>

#include "engine/system/process/helper.hpp"
#include "parsers/source/printable.hpp"

namespace pkgmap::image {
namespace {

using Progress = Helper::Progress;

constexpr std::chrono::seconds kLongest{90};
constexpr std::chrono::milliseconds kGrace{500};
constexpr std::size_t kPieceOfContent = std::size_t{256} << 10U;
constexpr std::uint64_t kBiggestArchive = std::uint64_t{256} << 20U;

Error because(std::string why) {
  return Error{ErrorCode::failed, std::move(why)};
}

// The limit of confine() on CPU time kills by SIGKILL or SIGXCPU.
Error broken_off(Progress progress, Helper& helper) {
  const std::string how = helper.end(kGrace);
  if (progress == Progress::late || how == "signal 24" || how == "signal 9") {
    return because("was not read: reading it took longer than a minute");
  }
  if (progress == Progress::ended) {
    return because("was not read: monit-pkgmap-archive ended (" + how + ")");
  }
  return because("was not read: monit-pkgmap-archive gave an invalid answer");
}

/// Hands the records of one answer on.
Done take_answer(Helper& helper, Helper::Clock::time_point deadline, const TakeRecord& take) {
  for (;;) {
    std::string message;
    const Progress progress = helper.receive(message, kLongestMessage, deadline);
    if (progress != Progress::well) return broken_off(progress, helper);
    const auto records = decode_records(message);
    if (!records || records->empty()) return broken_off(Progress::too_long, helper);
    for (const Record& record : *records) {
      if (std::holds_alternative<EndRecord>(record)) return done();
      if (const auto* refusal = std::get_if<RefusalRecord>(&record)) {
        return because(printable(refusal->why));
      }
      if (Done taken = take(record); !taken) return taken;
    }
  }
}

}  // namespace

Done ask_for_entries(const std::string& program, int fd, const ReadRequest& request,
                     const TakeRecord& take) {
  const auto deadline = Helper::Clock::now() + kLongest;
  auto helper = Helper::start({program});
  if (!helper) return because("was not read: " + helper.error().message);
  const Progress sent = (*helper)->send(encode(request), fd, deadline);
  if (sent != Progress::well) return broken_off(sent, **helper);
  return take_answer(**helper, deadline, take);
}

Result<std::string> ask_for_archive(const std::string& program,
                                    const std::vector<Packed>& entries) {
  const auto deadline = Helper::Clock::now() + kLongest;
  auto helper = Helper::start({program});
  if (!helper) return because("was not made: " + helper.error().message);
  const auto send = [&](const std::string& message) {
    return (*helper)->send(message, -1, deadline) == Progress::well;
  };
  bool well = send(encode(WriteRequest{}));
  for (const Packed& packed : entries) {
    std::string message;
    append(EntryRecord{packed.entry}, message);
    well = well && send(message);
    for (std::size_t at = 0; well && at < packed.content.size(); at += kPieceOfContent) {
      message.clear();
      append(ContentRecord{at, packed.content.substr(at, kPieceOfContent)}, message);
      well = send(message);
    }
  }
  std::string end;
  append(EndRecord{}, end);
  if (!well || !send(end)) return because("was not made: monit-pkgmap-archive ended");
  std::string bytes;
  const Done taken = take_answer(**helper, deadline, [&bytes](const Record& record) {
    const auto* content = std::get_if<ContentRecord>(&record);
    if (!content || bytes.size() > kBiggestArchive) return Done(because("was not made"));
    bytes += content->bytes;
    return done();
  });
  if (!taken) return taken.error();
  return bytes;
}

}  // namespace pkgmap::image
