package pl.rozmowa.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.poi.hmef.Attachment;
import org.apache.poi.hmef.HMEFMessage;
import org.apache.poi.hmef.attribute.MAPIAttribute;
import org.apache.poi.hmef.attribute.MAPIRtfAttribute;
import org.apache.poi.hmef.attribute.MAPIStringAttribute;
import org.apache.poi.hmef.attribute.TNEFAttribute;
import org.apache.poi.hmef.attribute.TNEFProperty;
import org.apache.poi.hsmf.datatypes.MAPIProperty;
import org.jspecify.annotations.Nullable;

/**
 * What Outlook packed into a winmail.dat (MS-OXTNEF).
 *
 * @param text the body; empty when there is none
 * @param html whether the body is HTML
 */
record Winmail(String text, boolean html, List<AttachmentPart> attachments) {

    private static final int MOST_ATTACHMENTS = 200;
    private static final int LONGEST_BODY = 20_000_000;

    static {
        MAPIAttribute.setMaxRecordLength(LONGEST_BODY);
    }

    /** Null when it is none, or broken beyond reading. */
    static @Nullable Winmail open(byte[] bytes, String partPath) {
        if (bytes.length < 6) {
            return null;
        }
        try {
            HMEFMessage message = new HMEFMessage(new ByteArrayInputStream(bytes));
            List<AttachmentPart> attachments = new ArrayList<>();
            for (Attachment packed : message.getAttachments()) {
                if (attachments.size() < MOST_ATTACHMENTS) {
                    attachments.add(attachment(packed, partPath + '/' + (attachments.size() + 1)));
                }
            }
            String html = html(message);
            return html.isBlank()
                    ? new Winmail(plain(message), false, attachments)
                    : new Winmail(html, true, attachments);
        } catch (IOException | RuntimeException broken) {
            // It stays an attachment that somebody else's program may open.
            return null;
        }
    }

    private static AttachmentPart attachment(Attachment packed, String path) {
        MAPIAttribute longName = packed.getMAPIAttribute(MAPIProperty.ATTACH_LONG_FILENAME);
        String name = longName == null ? "" : string(longName);
        TNEFAttribute title = packed.getAttribute(TNEFProperty.ID_ATTACHTITLE);
        if (name.isBlank() && title != null) {
            name = decoded(title.getData());
        }
        MAPIAttribute mime = packed.getMAPIAttribute(MAPIProperty.ATTACH_MIME_TAG);
        String declared = mime == null ? "" : string(mime).toLowerCase(Locale.ROOT);
        String type = declared.indexOf('/') > 0 ? declared : typeOf(name);
        TNEFAttribute data = packed.getAttribute(TNEFProperty.ID_ATTACHDATA);
        byte[] contents = data == null ? new byte[0] : data.getData();
        return new AttachmentPart(
                path,
                FileName.of(name, type, path),
                type,
                contents.length,
                null,
                false,
                () -> contents);
    }

    private static String html(HMEFMessage message) {
        MAPIAttribute html = message.getMessageMAPIAttribute(MAPIProperty.BODY_HTML);
        return html == null ? "" : decoded(html.getData());
    }

    private static String plain(HMEFMessage message) {
        TNEFAttribute old = message.getMessageAttribute(TNEFProperty.ID_BODY);
        if (old != null) {
            return decoded(old.getData());
        }
        MAPIAttribute body = message.getMessageMAPIAttribute(MAPIProperty.BODY);
        if (body instanceof MAPIStringAttribute string) {
            return string(string);
        }
        MAPIAttribute rtf = message.getMessageMAPIAttribute(MAPIProperty.RTF_COMPRESSED);
        return rtf instanceof MAPIRtfAttribute compressed ? RtfText.of(compressed.getData()) : "";
    }

    private static String string(MAPIAttribute attribute) {
        if (attribute instanceof MAPIStringAttribute string) {
            String value = string.getDataString();
            return value == null ? "" : value.replace("\0", "");
        }
        return decoded(attribute.getData());
    }

    private static String decoded(byte[] bytes) {
        Set<Defect> unused = EnumSet.noneOf(Defect.class);
        return Charsets.decode(bytes, "", unused);
    }

    private static String typeOf(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        String extension = lower.substring(lower.lastIndexOf('.') + 1);
        return switch (extension) {
            case "pdf" -> "application/pdf";
            case "png" -> "image/png";
            case "jpg", "jpeg" -> "image/jpeg";
            case "gif" -> "image/gif";
            case "txt" -> "text/plain";
            case "htm", "html" -> "text/html";
            default -> "application/octet-stream";
        };
    }
}
