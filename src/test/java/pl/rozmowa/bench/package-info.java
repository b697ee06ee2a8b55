/** What the benchmarks share: a generated mailbox, a running application, the peers it is compared with, and how figures are told. */
@NullMarked
package pl.rozmowa.bench;

import org.jspecify.annotations.NullMarked;
