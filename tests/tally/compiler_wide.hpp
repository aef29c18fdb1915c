#pragma once

namespace palabre::test {

/// The compiler's own wide numbers, to compute independently of BigInteger.
__extension__ typedef __int128 Wide;
__extension__ typedef unsigned __int128 UnsignedWide;

}  // namespace palabre::test
