package pl.rozmowa.account;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One run of "sign in and read the folders". */
record ConnectionAttempt(
        UUID projectId,
        UUID id,
        UUID memberId,
        ConnectionStage stage,
        int foldersRead,
        @Nullable ConnectionFailure failure,
        @Nullable UUID accountId,
        Instant updatedAt) {}
