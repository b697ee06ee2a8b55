package pl.rozmowa.demo;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/** Makes the files that the world's people attach: small, real, and the same for the same name. */
final class Samples {

    private static final Charset WINDOWS_1250 = Charset.forName("windows-1250");
    private static final int TNEF_SIGNATURE = 0x223E9F78;

    private Samples() {}

    /** A page of text that any viewer opens; Polish letters by an encoding of its own. */
    static byte[] pdf(String title, List<String> lines) {
        StringBuilder page =
                new StringBuilder("BT /F1 18 Tf 60 780 Td (")
                        .append(safe(title))
                        .append(") Tj /F1 11 Tf 0 -34 Td 16 TL\n");
        lines.forEach(line -> page.append('(').append(safe(line)).append(") Tj T*\n"));
        page.append("ET\n");
        byte[] content = page.toString().getBytes(WINDOWS_1250);
        String letters =
                "/Encoding << /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [140 /Sacute 143 /Zacute 156 /sacute"
                        + " 159 /zacute 163 /Lslash 165 /Aogonek 175 /Zdotaccent 179 /lslash 185 /aogonek 191 /zdotaccent 198 /Cacute 202"
                        + " /Eogonek 209 /Nacute 211 /Oacute 230 /cacute 234 /eogonek 241 /nacute 243 /oacute] >>";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<Integer> offsets = new ArrayList<>();
        ascii(out, "%PDF-1.4\n");
        object(out, offsets, "<< /Type /Catalog /Pages 2 0 R >>");
        object(out, offsets, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
        object(
                out,
                offsets,
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>");
        offsets.add(out.size());
        ascii(out, "4 0 obj\n<< /Length " + content.length + " >>\nstream\n");
        out.writeBytes(content);
        ascii(out, "\nendstream\nendobj\n");
        object(
                out,
                offsets,
                "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica " + letters + " >>");
        int table = out.size();
        ascii(out, "xref\n0 6\n0000000000 65535 f \n");
        offsets.forEach(offset -> ascii(out, "%010d 00000 n \n".formatted(offset)));
        ascii(out, "trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n" + table + "\n%%EOF\n");
        return out.toByteArray();
    }

    private static void object(ByteArrayOutputStream out, List<Integer> offsets, String body) {
        offsets.add(out.size());
        ascii(out, offsets.size() + " 0 obj\n" + body + "\nendobj\n");
    }

    private static String safe(String text) {
        return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)");
    }

    private static void ascii(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** A picture of laid tiles; the name decides colours and cracks. A large one is a few hundred kilobytes. */
    static byte[] picture(String name, boolean large) {
        Random chance = new Random(name.hashCode());
        int width = large ? 720 : 420;
        int height = large ? 480 : 260;
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(new Color(214, 208, 196));
        graphics.fillRect(0, 0, width, height);
        float hue = chance.nextFloat();
        int size = large ? 116 : 80;
        for (int y = 4; y < height; y += size + 4) {
            for (int x = 4; x < width; x += size + 4) {
                graphics.setColor(
                        Color.getHSBColor(
                                hue,
                                0.16f + chance.nextFloat() * 0.07f,
                                0.62f + chance.nextFloat() * 0.14f));
                graphics.fillRoundRect(x, y, size, size, 6, 6);
            }
        }
        if (name.contains("rys") || name.contains("crack") || name.contains("usz")) {
            crack(graphics, chance, width, height);
        }
        graphics.dispose();
        if (large) {
            grain(image, chance);
        }
        return png(image);
    }

    private static void crack(Graphics2D graphics, Random chance, int width, int height) {
        graphics.setColor(new Color(70, 60, 52));
        graphics.setStroke(new BasicStroke(2.4f));
        int x = width / 3;
        int y = 10;
        while (y < height - 20) {
            int nextX = x + chance.nextInt(34) - 14;
            int nextY = y + 12 + chance.nextInt(22);
            graphics.drawLine(x, y, nextX, nextY);
            x = nextX;
            y = nextY;
        }
    }

    private static void grain(BufferedImage image, Random chance) {
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int shift = chance.nextInt(9) - 4;
                Color c = new Color(image.getRGB(x, y));
                image.setRGB(
                        x,
                        y,
                        new Color(
                                        near(c.getRed() + shift),
                                        near(c.getGreen() + shift),
                                        near(c.getBlue() + shift))
                                .getRGB());
            }
        }
    }

    private static int near(int value) {
        return Math.clamp(value, 0, 255);
    }

    private static byte[] png(BufferedImage image) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** A workbook of one sheet; cells of a line are parted by semicolons. */
    static byte[] sheet(List<String> lines) {
        StringBuilder rows = new StringBuilder();
        for (String line : lines) {
            rows.append("<row>");
            for (String cell : line.split(";")) {
                rows.append("<c t=\"inlineStr\"><is><t>")
                        .append(TextToHtml.escaped(cell.strip()))
                        .append("</t></is></c>");
            }
            rows.append("</row>");
        }
        String head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
        String office = "http://schemas.openxmlformats.org/";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            file(
                    zip,
                    "[Content_Types].xml",
                    head
                            + "<Types xmlns=\""
                            + office
                            + "package/2006/content-types\"><Default Extension=\"rels\""
                            + " ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/xl/workbook.xml\""
                            + " ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override"
                            + " PartName=\"/xl/worksheets/sheet1.xml\""
                            + " ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/></Types>");
            file(zip, "_rels/.rels", head + relation(office, "officeDocument", "xl/workbook.xml"));
            file(
                    zip,
                    "xl/workbook.xml",
                    head
                            + "<workbook xmlns=\""
                            + office
                            + "spreadsheetml/2006/main\" xmlns:r=\""
                            + office
                            + "officeDocument/2006/relationships\"><sheets><sheet name=\"Arkusz1\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>");
            file(
                    zip,
                    "xl/_rels/workbook.xml.rels",
                    head + relation(office, "worksheet", "worksheets/sheet1.xml"));
            file(
                    zip,
                    "xl/worksheets/sheet1.xml",
                    head
                            + "<worksheet xmlns=\""
                            + office
                            + "spreadsheetml/2006/main\"><sheetData>"
                            + rows
                            + "</sheetData></worksheet>");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static String relation(String office, String type, String target) {
        return "<Relationships xmlns=\""
                + office
                + "package/2006/relationships\"><Relationship Id=\"r1\" Type=\""
                + office
                + "officeDocument/2006/relationships/"
                + type
                + "\" Target=\""
                + target
                + "\"/></Relationships>";
    }

    private static void file(ZipOutputStream zip, String name, String content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(1_700_000_000_000L);
        zip.putNextEntry(entry);
        zip.write(content.getBytes(StandardCharsets.UTF_8));
    }

    /** What Outlook makes of a message in rich text: the text and a file in a winmail.dat (MS-OXTNEF §2.1.3). */
    static byte[] winmail(String text, String fileName, byte[] file) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(little(6).putInt(TNEF_SIGNATURE).putShort((short) 1).array());
        attribute(out, 1, 0x00069007, little(8).putInt(1250).putInt(0).array());
        attribute(out, 1, 0x0002800C, (text.replace("\n", "\r\n") + "\0").getBytes(WINDOWS_1250));
        attribute(out, 2, 0x00069002, new byte[14]);
        attribute(out, 2, 0x00018010, (fileName + "\0").getBytes(WINDOWS_1250));
        attribute(out, 2, 0x0006800F, file);
        return out.toByteArray();
    }

    private static void attribute(ByteArrayOutputStream out, int level, int id, byte[] data) {
        int sum = 0;
        for (byte b : data) {
            sum += b & 0xff;
        }
        out.writeBytes(little(9).put((byte) level).putInt(id).putInt(data.length).array());
        out.writeBytes(data);
        out.writeBytes(little(2).putShort((short) sum).array());
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
