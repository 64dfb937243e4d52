#include "engine/packages/rpm/signature.hpp"

#include <algorithm>

#include <rpm/rpmkeyring.h>
#include <rpm/rpmlib.h>

#include "engine/packages/rpm/database_path.hpp"
#include "engine/packages/rpm/header_reader.hpp"
#include "engine/packages/rpm/messages.hpp"
#include "engine/packages/rpm/versions.hpp"

namespace pkgmap::rpm {
namespace {

template <class Tags>
bool has_any(Header header, const Tags& tags) {
  return std::any_of(std::begin(tags), std::end(tags), [&](int tag) {
    return headerIsEntry(header, static_cast<rpmTagVal>(tag)) != 0;
  });
}

// Look-ups ignore signatures (versions.hpp). While this lives, only signatures are verified.
class SignaturesOnly {
 public:
  explicit SignaturesOnly(rpmts transaction_set)
      : transaction_set_(transaction_set), before_(rpmtsSetVSFlags(transaction_set, kNoDigests)) {}
  ~SignaturesOnly() { rpmtsSetVSFlags(transaction_set_, before_); }
  SignaturesOnly(const SignaturesOnly&) = delete;
  SignaturesOnly& operator=(const SignaturesOnly&) = delete;

 private:
  rpmts transaction_set_;
  rpmVSFlags before_;
};

// librpm reads the keyring by an ordinary look-up. With verification it would skip a key whose own
// signature it cannot parse.
void load_keyring(rpmts transaction_set) {
  rpmKeyringFree(rpmtsGetKeyring(transaction_set, 1));
}

// Skips the line break at the beginning of librpm's list of results.
std::string first_line(const std::string& text) {
  const std::size_t start = std::min(text.find_first_not_of('\n'), text.size());
  return text.substr(start, std::min(text.find('\n', start), text.size()) - start);
}

struct SignatureVerdict {
  rpmRC status = RPMRC_FAIL;
  std::string words;
};

SignatureVerdict check(rpmts transaction_set, Header header) {
  SignatureVerdict verdict;
  unsigned int size = 0;
  const std::unique_ptr<void, decltype(&std::free)> blob(headerExport(header, &size), &std::free);
  if (!blob) return verdict;
  load_keyring(transaction_set);
  const SignaturesOnly flags(transaction_set);
  char* message = nullptr;
  verdict.status = headerCheck(transaction_set, blob.get(), size, &message);
  const Text owner(message);
  verdict.words = first_line(message ? message : "");
  return verdict;
}

Error bad(const std::string& package, const std::string& words) {
  return Error{ErrorCode::package_database,
               "the signature of " + package + " is bad" + (words.empty() ? "" : ": " + words),
               {}};
}

}  // namespace

Result<Signature> signature_of(const RpmConnection& connection, Header header) {
  if (!has_any(header, kHeaderSignatures)) {
    if (has_any(header, kPayloadSignatures)) return Signature::signed_unknown_key;
    return has_any(header, kHeaderDigests) ? Signature::digest : Signature::none;
  }
  const Messages silent;
  const DatabasePath path(connection.location().directory);
  const SignatureVerdict verdict = check(connection.transaction_set(), header);
  switch (verdict.status) {
    case RPMRC_OK:
      return Signature::key;
    case RPMRC_NOKEY:
    case RPMRC_NOTTRUSTED:
      return Signature::signed_unknown_key;
    default:
      return bad(record_of(header).nevra.text(), verdict.words);
  }
}

}  // namespace pkgmap::rpm
