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

/// What the program does with the archive, in two words of a message.
struct Deed {
  const char* done;   ///< "read"
  const char* doing;  ///< "reading"
};
constexpr Deed kRead{"read", "reading"};
constexpr Deed kMade{"made", "making"};

Error because(std::string why) {
  return Error{ErrorCode::failed, std::move(why)};
}

Error not_done(const Deed& deed, const std::string& why) {
  return because(std::string("was not ") + deed.done + ": " + why);
}

// The limit of confine() on CPU time kills by SIGKILL or SIGXCPU; end() kills what goes on.
Error broken_off(const Deed& deed, Progress progress, Helper& helper) {
  const std::string how = helper.end(kGrace);
  const bool has_ended = progress == Progress::ended;
  if (progress == Progress::late || (has_ended && (how == "signal 24" || how == "signal 9"))) {
    return not_done(deed, std::string(deed.doing) + " it took longer than a minute");
  }
  if (has_ended) return not_done(deed, "monit-pkgmap-archive ended (" + how + ")");
  return not_done(deed, "monit-pkgmap-archive gave an invalid answer");
}

/// Hands the records of one answer on.
Done take_answer(const Deed& deed, Helper& helper, Helper::Clock::time_point deadline,
                 const TakeRecord& take) {
  for (;;) {
    std::string message;
    const Progress progress = helper.receive(message, kLongestMessage, deadline);
    if (progress != Progress::well) return broken_off(deed, progress, helper);
    const auto records = decode_records(message);
    if (!records || records->empty()) return broken_off(deed, Progress::too_long, helper);
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
  if (!helper) return not_done(kRead, helper.error().message);
  const Progress sent = (*helper)->send(encode(request), fd, deadline);
  if (sent != Progress::well) return broken_off(kRead, sent, **helper);
  return take_answer(kRead, **helper, deadline, take);
}

Result<std::string> ask_for_archive(const std::string& program,
                                    const std::vector<Packed>& entries) {
  const auto deadline = Helper::Clock::now() + kLongest;
  auto helper = Helper::start({program});
  if (!helper) return not_done(kMade, helper.error().message);
  Progress sent = (*helper)->send(encode(WriteRequest{}), -1, deadline);
  const auto send = [&](const Record& record) {
    std::string message;
    append(record, message);
    if (sent == Progress::well) sent = (*helper)->send(message, -1, deadline);
  };
  for (const Packed& packed : entries) {
    send(EntryRecord{packed.entry});
    const std::size_t size = packed.content.size();
    for (std::size_t at = 0; at < size && sent == Progress::well; at += kPieceOfContent) {
      send(ContentRecord{at, packed.content.substr(at, kPieceOfContent)});
    }
  }
  send(EndRecord{});
  if (sent != Progress::well) return broken_off(kMade, sent, **helper);
  std::string bytes;
  const Done taken = take_answer(kMade, **helper, deadline, [&bytes](const Record& record) -> Done {
    const auto* content = std::get_if<ContentRecord>(&record);
    if (!content) return not_done(kMade, "monit-pkgmap-archive gave an invalid answer");
    if (bytes.size() > kBiggestArchive) return not_done(kMade, "it would have more than 256 MiB");
    bytes += content->bytes;
    return done();
  });
  if (!taken) return taken.error();
  return bytes;
}

}  // namespace pkgmap::image
