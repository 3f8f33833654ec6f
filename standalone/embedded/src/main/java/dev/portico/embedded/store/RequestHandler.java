package dev.portico.embedded.store;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.MongoServerException;
import de.bwaldvogel.mongo.wire.message.ClientRequest;
import de.bwaldvogel.mongo.wire.message.MessageHeader;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import de.bwaldvogel.mongo.wire.message.MongoReply;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.io.IOException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers the requests of one connection.
final class RequestHandler extends SimpleChannelInboundHandler<ClientRequest> {
    private static final Logger log = LoggerFactory.getLogger(RequestHandler.class);
    private static final int INTERNAL_ERROR = 1;

    private final MongoBackend backend;

    RequestHandler(MongoBackend backend) {
        this.backend = backend;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ClientRequest request) {
        MessageHeader header = new MessageHeader(0, request.getHeader().getRequestID());
        context.writeAndFlush(
                switch (request) {
                    case MongoMessage message ->
                        new MongoMessage(message.getChannel(), header, reply(() -> backend.handleMessage(message)));
                    case MongoQuery query -> new MongoReply(header, reply(() -> handshake(query)));
                    default -> throw new IllegalArgumentException("unknown request " + request);
                });
    }

    // Drivers still open a connection with the old form of a command; everything else comes as a message.
    private Document handshake(MongoQuery query) {
        Document command = query.getQuery().get("$query") instanceof Document inner ? inner : query.getQuery();
        return backend.handleCommand(
                query.getChannel(),
                query.getDatabaseName(),
                command.keySet().iterator().next(),
                command);
    }

    private static Document reply(Supplier<Document> command) {
        try {
            return command.get();
        } catch (MongoServerError refused) {
            return error(refused.getMessageWithoutErrorCode(), refused.getCode())
                    .append("codeName", refused.getCodeName());
        } catch (MongoServerException refused) {
            return error(refused.getMessageWithoutErrorCode(), INTERNAL_ERROR);
        } catch (RuntimeException failed) {
            log.error("the embedded store failed to answer", failed);
            return error(String.valueOf(failed.getMessage()), INTERNAL_ERROR);
        }
    }

    private static Document error(String message, int code) {
        return new Document("ok", 0).append("errmsg", message).append("code", code);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        backend.handleClose(context.channel());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) {
            log.warn("the embedded store closes a connection", cause);
        }
        context.close();
    }
}
