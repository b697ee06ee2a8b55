package pl.rozmowa.sync;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import pl.rozmowa.conversation.Receiving;
import pl.rozmowa.platform.LiveUpdates;

@Configuration
class SyncBeans {

    @Bean
    PageWriter.Tools pageWriterTools(
            PlatformTransactionManager transactions,
            LeaseTable leases,
            PlacementTable placements,
            Receiving receiving,
            LiveUpdates live,
            ByteBudget budget,
            SyncMetrics metrics) {
        return new PageWriter.Tools(
                new TransactionTemplate(transactions),
                leases,
                placements,
                receiving,
                live,
                budget,
                metrics);
    }
}
