// monit-pkgmap-archive: reads and writes tar archives, for monit-pkgmap.
//
// The protocol is that of engine/image/archive_protocol.hpp: standard input is a socket for
// requests and answers, and a request to read brings the opened archive along. The program is
// confined before it receives the first request, and ends after one. Prints no messages.
#include <clocale>
#include <optional>
#include <string>
#include <utility>

#include "engine/archives/reading.hpp"
#include "engine/archives/writing.hpp"
#include "engine/confine/confine.hpp"
#include "engine/image/archive_protocol.hpp"
#include "engine/system/process/request_socket.hpp"

namespace {

using namespace pkgmap;

constexpr std::size_t kFullMessage = std::size_t{256} << 10U;
constexpr std::size_t kPiece = std::size_t{256} << 10U;

/// Sends records, several in one message.
class Outbox {
 public:
  Done put(const image::Record& record) {
    image::append(record, message_);
    if (message_.size() < kFullMessage || flush()) return done();
    return Error{ErrorCode::failed, "cannot be told"};
  }
  bool flush() { return send_answer(std::exchange(message_, {})); }

 private:
  std::string message_;
};

bool end(Outbox& outbox, const Done& result) {
  if (result) {
    static_cast<void>(outbox.put(image::EndRecord{}));
  } else {
    static_cast<void>(outbox.put(image::RefusalRecord{result.error().message}));
  }
  return outbox.flush();
}

Error nonsense() {
  return Error{ErrorCode::failed, "cannot be made of what was sent"};
}

// Takes the records of an archive that monit-pkgmap wants to be written.
Result<std::string> written() {
  archives::TarWriter writer;
  std::optional<image::Entry> entry;
  std::string content;
  const auto put = [&] {
    if (!entry) return done();
    Done added = writer.add(*entry, content);
    entry.reset();
    content.clear();
    return added;
  };
  while (const auto message = receive_request(image::kLongestMessage)) {
    const auto records = image::decode_records(message->bytes);
    if (!records) return nonsense();
    for (const image::Record& record : *records) {
      if (const auto* piece = std::get_if<image::ContentRecord>(&record)) {
        content += piece->bytes;
        continue;
      }
      if (Done added = put(); !added) return added.error();
      if (std::holds_alternative<image::EndRecord>(record)) return writer.finish();
      const auto* next = std::get_if<image::EntryRecord>(&record);
      if (!next) return nonsense();
      entry = next->entry;
    }
  }
  return nonsense();
}

bool answer(const image::WriteRequest&, const Fd&) {
  Outbox outbox;
  const auto bytes = written();
  if (!bytes) return end(outbox, bytes.error());
  for (std::size_t at = 0; at < bytes->size(); at += kPiece) {
    if (!outbox.put(image::ContentRecord{at, bytes->substr(at, kPiece)})) return false;
  }
  return end(outbox, done());
}

bool answer(const image::ReadRequest& request, const Fd& file) {
  Outbox outbox;
  const auto take = [&outbox](const image::Record& record) { return outbox.put(record); };
  return end(outbox, archives::read_archive(file.get(), request, take));
}

}  // namespace

int main() {
  // Names in archives are UTF-8; libarchive turns them into those of the locale.
  std::setlocale(LC_CTYPE, "C.UTF-8");
  if (const auto confined = confine(Input::descriptors); !confined) return 1;
  const auto message = receive_request(image::kLongestMessage);
  const auto request = message ? image::decode_archive_request(message->bytes)
                               : std::optional<image::ArchiveRequest>();
  if (!request) return 1;
  const bool told =
      std::visit([&](const auto& asked) { return answer(asked, message->file); }, *request);
  return told ? 0 : 1;
}
