// Types that own a handle of librpm and release it by librpm's own function.
#pragma once

#include <cstdlib>
#include <memory>
#include <type_traits>

#include <rpm/header.h>
#include <rpm/rpmdb.h>
#include <rpm/rpmds.h>
#include <rpm/rpmfiles.h>
#include <rpm/rpmio.h>
#include <rpm/rpmtd.h>
#include <rpm/rpmts.h>

namespace pkgmap::rpm {

template <auto F>
struct Release {
  template <class T>
  void operator()(T* handle) const {
    F(handle);
  }
};

template <class Pointer, auto F>
using Handle = std::unique_ptr<std::remove_pointer_t<Pointer>, Release<F>>;

using HeaderHandle = Handle<Header, headerFree>;
using TransactionSet = Handle<rpmts, rpmtsFree>;
using MatchIterator = Handle<rpmdbMatchIterator, rpmdbFreeIterator>;
using Files = Handle<rpmfiles, rpmfilesFree>;
using RpmDependencies = Handle<rpmds, rpmdsFree>;
using FileHandle = Handle<FD_t, Fclose>;
using Text = Handle<char*, std::free>;
/// Frees what headerGet() stored in a tag container on the stack.
using TagData = Handle<rpmtd, rpmtdFreeData>;

}  // namespace pkgmap::rpm
